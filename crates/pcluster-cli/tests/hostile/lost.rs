//! AWS does what it is asked, and its answer is lost: asking again must not do it twice.

use pcluster_lab::Proxy;

use crate::lab::{TEMPLATE, aws, calling, complaint, ended};
use crate::weather::{associations, awscli, file_system};

/// Runs a command whose first call of this name does its work without an answer.
fn losing(call: &str, arguments: &[&str]) {
    let proxy = Proxy::start(aws().port(), &["--lose", "1", "--first", "1", "--match", call]);
    let output = ended(calling(&proxy.url(), arguments));
    assert!(output.status.success(), "{call} {arguments:?}\n{}", complaint(&output));
    assert_eq!(proxy.count("lose"), 1, "{call} was never called");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn stacks_are_made_once() {
    for call in ["CreateChangeSet", "ExecuteChangeSet", "DeleteStack"] {
        let name = format!("lost-{}", call.to_lowercase());
        let stack = ["--stack-name", &name, "--poll-interval", "0.2", "--yes"];
        let deploy = [&["infra", "deploy", "--template", TEMPLATE], &stack[..]].concat();
        let delete = [&["infra", "delete"], &stack[..]].concat();
        if call == "DeleteStack" {
            losing("CreateChangeSet", &deploy);
            losing(call, &delete);
            continue;
        }
        losing(call, &deploy);
        let stacks = awscli(&["cloudformation", "describe-stacks"]);
        let same =
            stacks["Stacks"].as_array().unwrap().iter().filter(|stack| stack["StackName"] == name.as_str());
        assert_eq!(same.map(|stack| &stack["StackStatus"]).collect::<Vec<_>>(), ["CREATE_COMPLETE"]);
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn buckets_are_made_once() {
    losing("PUT /lost-bucket/? ", &["data", "bucket", "lost-bucket", "--yes"]);
    losing("PUT /lost-policy/?.*policy", &["data", "bucket", "lost-policy", "--yes"]);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn associations_are_made_once() {
    losing("PUT", &["data", "bucket", "lost-associations", "--yes"]);
    let system = file_system();
    let associate = ["data", "associate", "--yes", "--file-system", &system, "--bucket", "lost-associations"];
    losing("CreateDataRepositoryAssociation", &associate);
    assert_eq!(associations(&system), 4);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn repositories_are_made_once() {
    losing("CreateRepository", &["image", "repository", "lost-repository"]);
}
