//! `pclusterctl infra deploy` with values that are wrong: nothing is asked of AWS then.

use std::fs;

use super::outputs::{STACK, aws, run};
use super::{Scratch, fixtures, said};

/// An address where nobody answers: a call would fail with exit code 2.
const NOWHERE: [&str; 4] = ["--endpoint-url", "http://127.0.0.1:9", "--region", "us-east-1"];

#[test]
fn wrong_values_are_refused_without_a_call() {
    let scratch = Scratch::new();
    scratch.write(
        "stack.sh",
        "export AWS_REGION=us-east-1\nexport PRIMARY_AZ=us-east-1a\nexport Capacity=3000\n",
    );
    let arguments = ["infra", "deploy", "--env-file", "stack.sh", "--set", "AllowedIPsForALB=0.0.0.0/0"];
    let mut command = scratch.command(&[&arguments[..], &NOWHERE].concat());
    let output = command.env("AWS_EC2_METADATA_DISABLED", "true").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    insta::assert_snapshot!(said(&output));
}

#[test]
fn a_cluster_of_another_region_is_refused_without_a_call() {
    let scratch = Scratch::new();
    fs::copy(fixtures().join("clusters/gpu-training.yaml"), scratch.path("cluster.yaml")).unwrap();
    let arguments = ["infra", "deploy", "--cluster", "cluster.yaml", "--region", "eu-west-1"];
    let output = scratch.command(&[&arguments[..], &NOWHERE[..2]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("error[cluster-region-disagrees]"), "{}", said(&output));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_stack_that_exists_has_values_of_its_own() {
    let scratch = Scratch::new();
    let deploy = |more: &[&str]| run(aws(), &scratch, &[&["infra", "deploy", "--dry-run"], more].concat());
    // It has a zone, and the types that a throughput has to go with.
    let output = deploy(&["--stack-name", STACK, "--set", "OpenZFSThroughput=640"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = deploy(&["--stack-name", STACK, "--set", "PerUnitStorageThroughput=250"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("with `PERSISTENT_1`, as the stack has it"), "{}", said(&output));
    // A new one has none.
    let output = deploy(&["--stack-name", "another"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("error[parameter-missing]"), "{}", said(&output));
}
