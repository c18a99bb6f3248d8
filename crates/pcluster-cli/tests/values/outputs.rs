//! `pclusterctl infra outputs`, on a stack that was deployed on the emulator of AWS.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::time::Duration;

use pcluster_lab::{Aws, awscli};

use super::{Scratch, fixtures, said, text};

pub(super) const STACK: &str = "parallelcluster-prerequisites";

/// An emulator with a stack in it.
pub(super) fn aws() -> &'static Aws {
    static AWS: OnceLock<Aws> = OnceLock::new();
    AWS.get_or_init(|| {
        let aws = Aws::start();
        create_stack(&aws);
        let output = wait(&aws);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        aws
    })
}

/// Makes the stack as any other tool would.
fn create_stack(aws: &Aws) {
    let scratch = Scratch::new();
    let template = scratch.command(&["infra", "template"]).output().unwrap();
    scratch.write("template.yaml", &text(&template.stdout));
    let mut command = Command::new(awscli());
    command
        .args([
            "--region",
            "us-east-1",
            "cloudformation",
            "create-stack",
            "--stack-name",
            STACK,
            "--template-body",
            "file://template.yaml",
        ])
        .args(["--parameters", "ParameterKey=PrimarySubnetAZ,ParameterValue=us-east-1a"])
        .current_dir(scratch.path(""));
    aws.apply(&mut command);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
}

/// Waits until nothing happens to the stack any more.
fn wait(aws: &Aws) -> Output {
    let scratch = Scratch::new();
    for _ in 0..300 {
        let output = run(aws, &scratch, &["infra", "outputs"]);
        if !text(&output.stderr).contains("_IN_PROGRESS") {
            return output;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the stack is never done");
}

pub(super) fn run(aws: &Aws, scratch: &Scratch, arguments: &[&str]) -> Output {
    let mut command = scratch.command(arguments);
    aws.apply(&mut command);
    command.output().unwrap()
}

/// The page with ids that are the same every time.
fn steady(page: &str) -> String {
    let mut out = String::new();
    for line in page.lines() {
        let mut line = line.to_owned();
        for start in ["vpc-", "subnet-", "sg-", "fs-", "fsvol-"] {
            let mut from = 0;
            while let Some(at) = line.get(from..).and_then(|rest| rest.find(start)).map(|at| at + from) {
                let begin = at + start.len();
                let end = line[begin..]
                    .find(|c: char| !c.is_ascii_hexdigit())
                    .map_or(line.len(), |end| begin + end);
                line.replace_range(begin..end, "1");
                from = begin + 1;
            }
        }
        for before in ["MOUNT_NAME=", "MOUNT_NAME\": \"", "Mountname: "] {
            if let Some(at) = line.find(before).map(|at| at + before.len()) {
                let end =
                    line[at..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(line.len(), |end| at + end);
                line.replace_range(at..end, "mountname");
            }
        }
        out += &line;
        out.push('\n');
    }
    out
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn every_format_is_printed_and_read_back() {
    let scratch = Scratch::new();
    for format in ["env", "yaml", "json"] {
        let output = run(aws(), &scratch, &["infra", "outputs", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        insta::assert_snapshot!(format!("printed_{format}"), steady(&said(&output)));
    }
    let printed = text(&run(aws(), &scratch, &["infra", "outputs"]).stdout);
    scratch.write("pcluster-env.sh", &printed);
    let shell = Command::new("sh")
        .args(["-c", ". ./pcluster-env.sh; printf '%s\\n' \"$STACK_NAME $PRIMARY_AZ\" \"export VPC_ID=$VPC_ID\" \"export FSX_LUSTRE_ID=$FSX_LUSTRE_ID\""])
        .current_dir(scratch.path(""))
        .output()
        .unwrap();
    let mut lines = text(&shell.stdout).lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines.remove(0), format!("{STACK} us-east-1a"));
    for line in lines {
        assert!(
            line.len() > "export VPC_ID=vpc-".len() && printed.contains(&line),
            "{line} is not in {printed}"
        );
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn values_are_merged_into_a_file_and_then_nothing_changes() {
    let scratch = Scratch::new();
    let before = "#!/bin/sh\n# mine\nexport CLUSTER_NAME=ml   # ours\nexport VPC_ID=\"vpc-old\" # the network\nexport ACCOUNT=$(aws sts get-caller-identity)\n";
    scratch.write("env.sh", before);
    fs::set_permissions(scratch.path("env.sh"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("env.sh", scratch.path("link.sh")).unwrap();
    let arguments = ["infra", "outputs", "--output", "link.sh"];
    let first = run(aws(), &scratch, &arguments);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    let merged = scratch.read("env.sh");
    insta::assert_snapshot!("merged", steady(&format!("{merged}--- said\n{}", said(&first))));
    let metadata = fs::symlink_metadata(scratch.path("link.sh")).unwrap();
    assert!(metadata.is_symlink());
    assert_eq!(fs::metadata(scratch.path("env.sh")).unwrap().permissions().mode() & 0o777, 0o640);
    // A file that may not be written is not, where there is nothing to write.
    fs::set_permissions(scratch.path("env.sh"), fs::Permissions::from_mode(0o440)).unwrap();
    let second = run(aws(), &scratch, &arguments);
    insta::assert_snapshot!("nothing_to_change", said(&second));
    assert_eq!(scratch.read("env.sh"), merged);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn names_of_the_other_format_are_kept_up_to_date() {
    let scratch = Scratch::new();
    scratch
        .write("config.yaml", "CLUSTER_NAME: ml\nVPC_ID: vpc-old # as templates name it\nAZ: us-east-1f\n");
    let output = run(aws(), &scratch, &["infra", "outputs", "--output", "config.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let merged = scratch.read("config.yaml");
    assert!(!merged.contains("vpc-old") && merged.contains("# as templates name it"), "{merged}");
    assert!(
        merged.contains("AZ: us-east-1a\n") && merged.contains(&format!("STACK_ID_VPC: {STACK}\n")),
        "{merged}"
    );
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_template_is_filled_with_what_was_written() {
    for file in ["pcluster-env.sh", "config.yaml"] {
        let scratch = Scratch::new();
        for name in [file, "gpu-training.yaml"] {
            fs::copy(fixtures().join("templates").join(name), scratch.path(name)).unwrap();
        }
        let output = run(aws(), &scratch, &["infra", "outputs", "--output", file]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let arguments = ["render", "gpu-training.yaml", "--env-file", file, "-o", "cluster.yaml"];
        let rendered = scratch
            .command(&[&arguments[..], &["--drop-unset", "CapacityReservationTarget"]].concat())
            .output()
            .unwrap();
        assert!(matches!(rendered.status.code(), Some(0)), "{}", said(&rendered));
        let printed = run(aws(), &scratch, &["infra", "outputs", "--format", "json"]);
        let printed: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
        let cluster = scratch.read("cluster.yaml");
        for name in [
            "PUBLIC_SUBNET_ID",
            "PRIVATE_SUBNET_ID",
            "SECURITY_GROUP_ID",
            "FSX_LUSTRE_ID",
            "FSX_OPENZFS_ROOT_VOLUME_ID",
        ] {
            assert!(cluster.contains(printed[name].as_str().unwrap()), "{name} of {file}\n{cluster}");
        }
        // The file serves the next change of the stack as well.
        let check = scratch.command(&["infra", "check", "--env-file", file]).output().unwrap();
        assert_eq!(check.status.code(), Some(0), "{}", said(&check));
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_cannot_be_done_is_said() {
    let scratch = Scratch::new();
    scratch.write("open.sh", "export A='never closed\n");
    scratch.write("config.yaml", "A: 1\n");
    let mut page = String::new();
    for arguments in [
        &["--stack-name", "other"][..],
        &["--output", "open.sh"],
        &["--output", "config.yaml", "--format", "env"],
        &["--output", "nowhere/env.sh"],
        &["--format", "toml"],
    ] {
        let output = run(aws(), &scratch, &[&["infra", "outputs"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", said(&output));
        page += &format!("$ pclusterctl infra outputs {}\n{}\n", arguments.join(" "), said(&output));
    }
    insta::assert_snapshot!(page);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_stack_that_is_not_complete_has_no_outputs() {
    let aws = Aws::start_with(&[("PLUS_FAIL", "FSxLustre")]);
    create_stack(&aws);
    let output = wait(&aws);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(said(&output));
}
