//! Deleting a stack.

use super::lab::{SMALL, deploy, infra, run, shared, status};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_deletion_tells_what_stays() {
    let (aws, stack) = (shared(), "deleted");
    deploy(aws, stack, SMALL, &[]).ends(0);
    insta::assert_snapshot!("delete_without_yes", run(&mut infra(aws, "delete", stack, &[])).ends(2).page());
    assert!(status(aws, stack).is_some());
    insta::assert_snapshot!("delete", run(&mut infra(aws, "delete", stack, &["--yes"])).ends(0).page());
    insta::assert_snapshot!("delete_again", run(&mut infra(aws, "delete", stack, &["--yes"])).ends(0).page());
    insta::assert_snapshot!("status_of_nothing", run(&mut infra(aws, "status", stack, &[])).ends(1).page());
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_protected_stack_stays() {
    let (aws, stack) = (shared(), "protected");
    deploy(aws, stack, SMALL, &["--protect"]).ends(0);
    let refused = run(&mut infra(aws, "delete", stack, &["--yes"])).ends(2);
    assert!(refused.err.contains("is protected from being deleted"), "{}", refused.err);
    assert_eq!(status(aws, stack).unwrap()["protected"], true);
    run(&mut infra(aws, "delete", stack, &["--yes", "--unprotect"])).ends(0);
    assert_eq!(status(aws, stack), None);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_deletion_that_fails_tells_why() {
    let (aws, stack) = (shared(), "used");
    let reason = "lab:fail-reason=resource sg-0a1b2c3d4e5f60718 has a dependent object (Service: AmazonEC2; Status Code: 400; Error Code: DependencyViolation; Request ID: 1; Proxy: null)";
    deploy(
        aws,
        stack,
        SMALL,
        &["--tag", "lab:fail=SecurityGroup", "--tag", "lab:fail-on=delete", "--tag", reason],
    )
    .ends(0);
    insta::assert_snapshot!(
        "delete_failed",
        run(&mut infra(aws, "delete", stack, &["--yes"])).ends(2).page()
    );
    insta::assert_snapshot!(
        "status_of_failed_deletion",
        run(&mut infra(aws, "status", stack, &[])).ends(1).page()
    );
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_stack_that_others_build_on_stays() {
    let (aws, stack) = (shared(), "base-of-others");
    let exporting =
        SMALL.replace("VPC: {Value: !Ref VPC}", "VPC: {Value: !Ref VPC, Export: {Name: base-of-others-VPC}}");
    deploy(aws, stack, &exporting, &[]).ends(0);
    let importing = "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties: {GroupDescription: x, VpcId: !ImportValue base-of-others-VPC}\n";
    deploy(aws, "built-on-it", importing, &[]).ends(0);
    insta::assert_snapshot!(
        "delete_in_use",
        run(&mut infra(aws, "delete", stack, &["--yes"])).ends(2).page()
    );
}
