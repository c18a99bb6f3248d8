//! The life of a stack of every variant: it is made, its outputs land in a file, doing it again does nothing, and when it
//! is deleted, what holds data stays and nothing else that costs anything.

use std::path::Path;
use std::process::{Command, Stdio};

use pcluster_infra::template::{Monitoring, prerequisites};
use pcluster_lab::Aws;
use serde_json::Value;

/// The names that scripts rely on, whatever the monitoring.
const VARIABLES: [&str; 8] = [
    "VPC_ID",
    "PUBLIC_SUBNET_ID",
    "PRIVATE_SUBNET_ID",
    "SECURITY_GROUP_ID",
    "FSX_LUSTRE_ID",
    "FSX_LUSTRE_MOUNT_NAME",
    "FSX_LUSTRE_DNS",
    "FSX_OPENZFS_ROOT_VOLUME_ID",
];

/// What costs something or lets somebody in, and is gone with its stack.
const GONE: [(&[&str], &str); 8] = [
    (&["ec2", "describe-nat-gateways"], "NatGateways[?State!='deleted'].NatGatewayId"),
    (&["ec2", "describe-addresses"], "Addresses[].PublicIp"),
    (&["ec2", "describe-instances"], "Reservations[].Instances[?State.Name!='terminated'].InstanceId[]"),
    (&["ec2", "describe-volumes", "--filters", "Name=size,Values=100"], "Volumes[].VolumeId"),
    (&["elbv2", "describe-load-balancers"], "LoadBalancers[].LoadBalancerName"),
    (&["secretsmanager", "list-secrets"], "SecretList[].Name"),
    (&["autoscaling", "describe-auto-scaling-groups"], "AutoScalingGroups[].AutoScalingGroupName"),
    (&["iam", "list-instance-profiles"], "InstanceProfiles[].InstanceProfileName"),
];

fn infra(aws: &Aws, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    aws.apply(&mut command);
    let output = command.arg("infra").args(arguments).stdin(Stdio::null()).output().unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {text}");
    text
}

fn deploy(aws: &Aws, stack: &str, monitoring: Monitoring, outputs: &Path) -> String {
    deploy_with(aws, stack, monitoring, outputs, &[])
}

fn deploy_with(aws: &Aws, stack: &str, monitoring: Monitoring, outputs: &Path, more: &[&str]) -> String {
    let outputs = outputs.to_str().unwrap();
    let mut arguments = vec!["deploy", "--stack-name", stack, "--monitoring", monitoring.name()];
    arguments.extend([
        "--outputs",
        outputs,
        "--yes",
        "--poll-interval",
        "0.1",
        "--set",
        "PrimarySubnetAZ=us-east-1a",
    ]);
    arguments.extend(more);
    if monitoring == Monitoring::SelfHosting {
        arguments.extend(["--set", "SecondarySubnetAZ=us-east-1b"]);
    }
    infra(aws, &arguments)
}

fn list(aws: &Aws, call: &[&str], query: &str) -> Vec<Value> {
    let mut command = Command::new(pcluster_lab::awscli());
    aws.apply(&mut command);
    command.env("AWS_DEFAULT_REGION", "us-east-1").args(call).args(["--output", "json", "--query", query]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{call:?}: {}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    answer.as_array().unwrap().clone()
}

fn file_systems(aws: &Aws) -> usize {
    list(aws, &["fsx", "describe-file-systems"], "FileSystems[].FileSystemId").len()
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn every_variant_is_made_once_and_leaves_its_data_alone() {
    let aws = Aws::start();
    let folder = tempfile::tempdir().unwrap();
    for (made, monitoring) in (0..).zip(Monitoring::ALL) {
        let stack = format!("life-of-{}", monitoring.name().replace('+', "-"));
        let outputs = folder.path().join(&stack);
        deploy(&aws, &stack, monitoring, &outputs);
        let variables = std::fs::read_to_string(&outputs).unwrap();
        for name in VARIABLES {
            let line = variables.lines().find(|line| line.starts_with(&format!("export {name}=")));
            assert!(line.is_some_and(|line| !line.ends_with('=')), "{monitoring}: {name} in {variables}");
        }

        let again = deploy(&aws, &stack, monitoring, &outputs);
        assert!(again.contains("nothing to do"), "{monitoring}: {again}");
        assert_eq!(std::fs::read_to_string(&outputs).unwrap(), variables);
        assert_eq!(file_systems(&aws), 2 * made + 2, "{monitoring}");

        let deleted = infra(&aws, &["delete", "--stack-name", &stack, "--yes", "--poll-interval", "0.1"]);
        for resource in
            prerequisites(monitoring).stateful().filter(|resource| resource.deletion_policy.retains())
        {
            assert!(deleted.contains(&resource.logical_id), "{}: {deleted}", resource.logical_id);
        }
        assert_eq!(file_systems(&aws), 2 * made + 2, "{monitoring}");
        for (call, query) in GONE {
            assert_eq!(list(&aws, call, query), [] as [Value; 0], "{monitoring}: {call:?}");
        }
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_monitoring_can_be_changed() {
    use Monitoring::{Amp, AmpAmg, None, SelfHosting};

    let aws = Aws::start();
    let folder = tempfile::tempdir().unwrap();
    let outputs = folder.path().join("outputs");
    let lost = ["--allow-replacement", "GrafanaSecret", "--allow-replacement", "MonitoringVolume"];
    let lost =
        [&lost[..], &["--allow-replacement", "AMPWorkspace", "--allow-replacement", "GrafanaWorkspace"]]
            .concat();
    deploy(&aws, "changed", None, &outputs);
    for monitoring in [SelfHosting, Amp, AmpAmg, None] {
        deploy_with(&aws, "changed", monitoring, &outputs, &lost);
        let again = deploy(&aws, "changed", monitoring, &outputs);
        assert!(again.contains("nothing to do"), "{monitoring}: {again}");
        // The storage is what it was.
        assert_eq!(file_systems(&aws), 2, "{monitoring}");
    }
    for (call, query) in &GONE[4..] {
        assert_eq!(list(&aws, call, query), [] as [Value; 0], "{call:?}");
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_a_stack_has_left_is_not_in_the_way_of_the_next() {
    let aws = Aws::start();
    let folder = tempfile::tempdir().unwrap();
    let outputs = folder.path().join("outputs");
    for time in 1..=2 {
        deploy(&aws, "same", Monitoring::AmpAmg, &outputs);
        infra(&aws, &["delete", "--stack-name", "same", "--yes", "--poll-interval", "0.1"]);
        assert_eq!(file_systems(&aws), 2 * time);
        let workspaces = list(&aws, &["amp", "list-workspaces"], "workspaces[].workspaceId");
        assert_eq!(workspaces.len(), time);
    }
}
