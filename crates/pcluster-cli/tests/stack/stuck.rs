//! When taking back what went wrong goes wrong too, and when AWS does not begin at all.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use super::lab::{SMALL, deploy, infra, run, shared, status, template};

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
    let file_system = || status(aws, stack).unwrap()["outputs"][1]["value"].clone();
    let before = file_system();
    let refused = deploy(aws, stack, &text("PERSISTENT_1"), &["--yes"]).ends(2);
    insta::assert_snapshot!("another_deployment_type", refused.page());
    assert_eq!(file_system(), before);
    deploy(aws, stack, &text("PERSISTENT_1"), &["--yes", "--allow-replacement", "FSxLustre"]).ends(0);
    assert_ne!(file_system(), before);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_stack_that_somebody_deletes_meanwhile_is_gone() {
    let (aws, stack) = (shared(), "deleted-meanwhile");
    let (_directory, template) = template(SMALL);
    let arguments = ["--template", &template, "--tag", "lab:delay=4"];
    let mut child =
        infra(aws, "deploy", stack, &arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut first = String::new();
    lines.read_line(&mut first).unwrap();
    run(&mut infra(aws, "delete", stack, &["--yes"])).ends(0);
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2), "{first}{rest}");
    assert!(rest.contains("error: the stack `deleted-meanwhile` is gone: somebody deleted it"), "{rest}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_deployment_that_nobody_reads_does_not_end_well() {
    let (aws, stack) = (shared(), "unread");
    let (_directory, template) = template(SMALL);
    let mut deploy = infra(aws, "deploy", stack, &["--template", &template, "--json"]);
    let mut child = deploy.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.starts_with("error: nobody reads the output any more"), "{told}");
    // What is only shown may be read as far as one likes.
    run(deploy.stdout(Stdio::piped())).ends(0);
    let mut child = infra(aws, "status", stack, &[]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
