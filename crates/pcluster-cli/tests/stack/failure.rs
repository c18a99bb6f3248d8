//! When something goes wrong.

use super::lab::{SMALL, deploy, ever_made, infra, run, shared, status};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_failed_creation_tells_the_first_cause() {
    let (aws, stack) = (shared(), "fails");
    let fail = [
        "--tag",
        "lab:fail=SecurityGroup",
        "--tag",
        "lab:fail-reason=The maximum number of security groups has been reached.",
    ];
    let failed = deploy(aws, stack, SMALL, &fail).ends(2);
    insta::assert_snapshot!("creation_failed", failed.page());
    let looked = run(&mut infra(aws, "status", stack, &[])).ends(1);
    insta::assert_snapshot!("status_of_failed_creation", looked.page());
    let left_over = deploy(aws, stack, SMALL, &[]).ends(2);
    insta::assert_snapshot!("left_over", left_over.page());
    let again = deploy(aws, stack, SMALL, &["--yes"]).ends(0);
    insta::assert_snapshot!("left_over_with_yes", again.page());
    let failed = deploy(aws, "fails-for-programs", SMALL, &[&fail[..], &["--json"]].concat()).ends(2);
    let lines = failed.json();
    let [.., cause, last] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((&cause["event"], &cause["resource"]), (&"cause".into(), &"SecurityGroup".into()));
    assert_eq!(last["event"], "error");
    assert!(
        failed.err.starts_with("error: the stack `fails-for-programs` is ROLLBACK_COMPLETE"),
        "{}",
        failed.err
    );
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nothing_stays_of_a_failed_creation() {
    let aws = pcluster_lab::Aws::start();
    let last = SMALL.replace(
        "Outputs:",
        "  Topic: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !Ref FSxLustre}}\nOutputs:",
    );
    let before = ever_made(&aws);
    deploy(&aws, "no-rest", &last, &["--tag", "lab:fail=Topic"]).ends(2);
    let stack = status(&aws, "no-rest").unwrap();
    let left = stack["resources"].as_array().unwrap().iter().filter(|resource| {
        !["DELETE_COMPLETE", "CREATE_FAILED"].contains(&resource["status"].as_str().unwrap())
    });
    assert_eq!(left.count(), 0, "the file system was empty: {stack:#}");
    assert_eq!(ever_made(&aws)[2], before[2] + 1);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_failed_change_is_taken_back() {
    let (aws, stack) = (shared(), "fails-later");
    let reason = "lab:fail-reason=Resource handler returned message: \"User: arn:aws:iam::123456789012:user/ana is not authorized to perform: s3:CreateBucket (Service: S3, Status Code: 403)\" (RequestToken: 1, HandlerErrorCode: AccessDenied)";
    let tags = ["--tag", "lab:fail=Bucket", "--tag", reason];
    deploy(aws, stack, SMALL, &tags).ends(0);
    let more = SMALL.replace("Resources:\n", "Resources:\n  Bucket: {Type: 'AWS::S3::Bucket'}\n");
    insta::assert_snapshot!("change_failed", deploy(aws, stack, &more, &["--yes"]).ends(2).page());
    insta::assert_snapshot!(
        "status_of_failed_change",
        run(&mut infra(aws, "status", stack, &[])).ends(1).page()
    );
    // What it was before can be deployed again, and so can the change once the cause is gone.
    deploy(aws, stack, SMALL, &["--yes"]).ends(0);
    deploy(aws, stack, &more, &["--yes", "--tag", "lab:fail="]).ends(0);
    assert_eq!(status(aws, stack).unwrap()["status"], "UPDATE_COMPLETE");
}
