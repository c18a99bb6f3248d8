//! When taking back what went wrong goes wrong too, and when AWS does not begin at all.

use super::lab::{SMALL, deploy, infra, run, shared, status};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_keeps_a_creation_from_being_taken_back_is_told() {
    let (aws, stack) = (shared(), "stuck");
    let tags = ["--tag", "lab:fail=FSxLustre", "--tag", "lab:fail-rollback=Subnet"];
    insta::assert_snapshot!("rollback_failed", deploy(aws, stack, SMALL, &tags).ends(2).page());
    insta::assert_snapshot!("after_rollback_failed", deploy(aws, stack, SMALL, &[]).ends(2).page());
    let told = deploy(aws, stack, SMALL, &["--json"]).ends(2).json();
    assert_eq!(told[0]["event"], "left-over", "{told:?}");
    assert_eq!(told[0]["cause"]["resource"], "FSxLustre", "{told:?}");
    deploy(aws, stack, SMALL, &["--yes"]).ends(0);
    assert_eq!(status(aws, stack).unwrap()["status"], "CREATE_COMPLETE");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_change_that_cannot_be_taken_back_is_explained() {
    let (aws, stack) = (shared(), "stuck-later");
    let tags = ["--tag", "lab:fail=Bucket", "--tag", "lab:fail-rollback=FSxLustre"];
    deploy(aws, stack, SMALL, &tags).ends(0);
    let more = SMALL.replace("Resources:\n", "Resources:\n  Bucket: {Type: 'AWS::S3::Bucket'}\n");
    let change = ["--yes", "--set", "Capacity=2400", "--allow-replacement", "FSxLustre"];
    insta::assert_snapshot!("update_rollback_failed", deploy(aws, stack, &more, &change).ends(2).page());
    let looked = run(&mut infra(aws, "status", stack, &[])).ends(1);
    insta::assert_snapshot!("status_of_update_rollback_failed", looked.page());
    // Nothing can be deployed before it is mended, and that is what is said.
    let again = deploy(aws, stack, SMALL, &["--yes"]).ends(2);
    assert!(again.err.contains("continue-update-rollback --stack-name stuck-later"), "{}", again.err);
    let call = "Action=ContinueUpdateRollback&Version=2010-05-15&StackName=stuck-later";
    super::lab::http(aws, "POST", "/", "cloudformation", call);
    deploy(aws, stack, SMALL, &["--yes"]).ends(0);
    deploy(aws, stack, &more, &[&change[..], &["--tag", "lab:fail="]].concat()).ends(0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_change_set_that_is_not_executed_is_found_again() {
    let (aws, stack) = (shared(), "not-executed");
    let tag = "lab:fail-execute=ChangeSet cannot be executed: the account is being closed";
    let failed = deploy(aws, stack, SMALL, &["--tag", tag]).ends(2);
    insta::assert_snapshot!("execute_failed", failed.err);
    let again = deploy(aws, stack, SMALL, &["--tag", tag, "--json"]).ends(2).json();
    assert!(again.iter().any(|line| line["event"] == "change-set-found"), "{again:?}");
    deploy(aws, stack, SMALL, &[]).ends(0);
    assert_eq!(super::lab::change_sets(aws, stack), 0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn another_deployment_type_is_another_file_system() {
    let (aws, stack) = (shared(), "other-type");
    let text = |kind: &str| SMALL.replace("PERSISTENT_2", kind);
    deploy(aws, stack, &text("PERSISTENT_2"), &[]).ends(0);
    let before = super::lab::ever_made(aws)[2];
    let refused = deploy(aws, stack, &text("PERSISTENT_1"), &["--yes"]).ends(2);
    insta::assert_snapshot!("another_deployment_type", refused.page());
    assert_eq!(super::lab::ever_made(aws)[2], before);
    deploy(aws, stack, &text("PERSISTENT_1"), &["--yes", "--allow-replacement", "FSxLustre"]).ends(0);
}
