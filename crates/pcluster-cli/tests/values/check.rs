//! `pclusterctl infra check`: nothing of this needs a way to AWS.

use std::fs;

use super::{Scratch, fixtures, said};

#[test]
fn what_is_wrong_is_shown_in_its_place() {
    let scratch = Scratch::new();
    scratch.write(
        "stack.yaml",
        "# Values for the stack\nAWS_REGION: us-east-1\nAZ: us-west-2a\nCapacity: 3000 # GiB\nCapcity: 1\n",
    );
    let arguments =
        ["infra", "check", "--env-file", "stack.yaml", "--set", "AllowedIPsForLoginNodeSSH=0.0.0.0/0"];
    let output = scratch.command(&arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output));
    let concise = scratch.command(&[&arguments[..], &["--format", "concise"]].concat()).output().unwrap();
    insta::assert_snapshot!(said(&concise));
    let json = scratch.command(&[&arguments[..], &["--format", "json"]].concat()).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["files"][0]["file"], "stack.yaml");
    assert_eq!(json["files"][0]["diagnostics"][0]["rule"], "stack-zone");
    assert_eq!(json["files"][0]["diagnostics"][0]["span"]["start"]["line"], 3);
}

#[test]
fn files_of_a_deployment_and_a_cluster_go_with_the_stack() {
    let scratch = Scratch::new();
    for name in ["templates/pcluster-env.sh", "clusters/gpu-training.yaml"] {
        let file = fixtures().join(name);
        fs::copy(&file, scratch.path(&file.file_name().unwrap().to_string_lossy())).unwrap();
    }
    let arguments = ["infra", "check", "--env-file", "pcluster-env.sh", "--cluster", "gpu-training.yaml"];
    let output = scratch.command(&arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let other = [
        "--region",
        "ap-northeast-1",
        "--set",
        "PrimarySubnetAZ=ap-northeast-1a",
        "--set",
        "AWS_REGION=ap-northeast-1",
    ];
    let output = scratch.command(&[&arguments[..], &other].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("cluster-region-disagrees"), "{}", said(&output));
}

#[test]
fn the_kind_of_monitoring_follows_the_values() {
    let scratch = Scratch::new();
    let arguments = ["infra", "check", "--region", "us-east-1", "--set", "PrimarySubnetAZ=us-east-1a"];
    for more in [["--set", "MonitoringType=amp+amg"], ["--monitoring", "amp-only"]] {
        let output = scratch.command(&[&arguments[..], &more].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let hosted =
        scratch.command(&[&arguments[..], &["--monitoring", "self-hosting"]].concat()).output().unwrap();
    assert!(said(&hosted).contains("`SecondarySubnetAZ` has no value"), "{}", said(&hosted));
}

#[test]
fn without_a_region_nothing_can_be_checked() {
    let scratch = Scratch::new();
    let mut pages = String::new();
    for arguments in [
        &["infra", "check"][..],
        &["infra", "check", "--set", "=s3cret"],
        &["infra", "check", "--env-file", "none.sh"],
    ] {
        let output = scratch.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        pages += &said(&output);
    }
    assert!(!pages.contains("s3cret"), "{pages}");
    insta::assert_snapshot!(pages);
    let from_environment = scratch
        .command(&["infra", "check", "--set", "PrimarySubnetAZ=eu-west-1a"])
        .env("AWS_REGION", "eu-west-1")
        .output()
        .unwrap();
    assert_eq!(from_environment.status.code(), Some(0));
}

#[test]
fn what_can_be_found_can_be_explained() {
    let scratch = Scratch::new();
    let output = scratch.command(&["explain", "stack-openzfs-throughput"]).output().unwrap();
    insta::assert_snapshot!(said(&output));
    for rule in pcluster_infra::parameters::RULES {
        let output = scratch.command(&["explain", rule.id]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", rule.id);
    }
}
