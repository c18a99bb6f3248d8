//! `pclusterctl render` as people and scripts use it.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail like the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/templates")
}

/// Runs in a scratch directory with the template and the two files of values in it.
struct Scratch(TempDir);

impl Scratch {
    fn new() -> Self {
        let directory = TempDir::new().unwrap();
        for name in ["gpu-training.yaml", "pcluster-env.sh", "config.yaml"] {
            fs::copy(fixtures().join(name), directory.path().join(name)).unwrap();
        }
        Self(directory)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn exists(&self, name: &str) -> bool {
        self.0.path().join(name).exists()
    }

    fn render(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_pclusterctl"))
            .arg("render")
            .args(arguments)
            .current_dir(self.0.path())
            // The environment is never asked for values.
            .env("AWS_REGION", "eu-central-1")
            .output()
            .unwrap()
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const FROM_ENV: [&str; 5] =
    ["gpu-training.yaml", "--env-file", "pcluster-env.sh", "--drop-unset", "CapacityReservationTarget"];

#[test]
fn a_template_is_filled_in_and_what_comes_out_is_sound() {
    let scratch = Scratch::new();
    let output = scratch.render(&[&FROM_ENV[..], &["-o", "cluster.yaml"]].concat());
    insta::assert_snapshot!("filled_in", stderr(&output));
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    insta::assert_snapshot!("cluster", scratch.read("cluster.yaml"));
}

#[test]
fn without_an_output_file_the_text_goes_to_standard_output() {
    let scratch = Scratch::new();
    let output = scratch.render(&FROM_ENV);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Region: us-east-1\n"), "{text}");
    assert!(!text.contains("${") && !text.contains("CapacityReservationTarget:"), "{text}");
}

#[test]
fn a_flat_yaml_file_serves_as_well() {
    let scratch = Scratch::new();
    scratch.write("c.yaml", "Region: ${AWS_REGION}\nTags:\n  - Key: name\n    Value: ${CLUSTER_NAME}\n");
    let output = scratch.render(&["c.yaml", "--env-file", "config.yaml"]);
    insta::assert_snapshot!("flat_yaml", String::from_utf8(output.stdout).unwrap());
}

#[test]
fn every_name_without_a_value_is_reported_and_nothing_is_written() {
    let scratch = Scratch::new();
    scratch.write("few.sh", "export AWS_REGION=us-east-1\nexport PUBLIC_SUBNETID=subnet-0a1b2c3d4e5f60718\n");
    scratch.write("cluster.yaml", "what was there\n");
    let output = scratch.render(&["gpu-training.yaml", "--env-file", "few.sh", "-o", "cluster.yaml"]);
    insta::assert_snapshot!("unset_names", stderr(&output));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(scratch.read("cluster.yaml"), "what was there\n");
}

#[test]
fn set_wins_over_files_and_a_name_that_nothing_uses_is_mentioned() {
    let scratch = Scratch::new();
    scratch.write("t.yaml", "Region: ${AWS_REGION}\n");
    let set = ["--set", "AWS_REGION=eu-west-1", "--set", "AWS_REGOIN=eu-west-3"];
    let output = scratch.render(&[&["t.yaml", "--env-file", "pcluster-env.sh"], &set[..]].concat());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Region: eu-west-1\n");
    assert!(stderr(&output).contains("warning: nothing uses AWS_REGOIN"), "{}", stderr(&output));
}

#[test]
fn what_needs_a_shell_is_reported_without_its_value_and_never_run() {
    let scratch = Scratch::new();
    scratch.write("t.yaml", "Region: ${AWS_REGION}\n");
    scratch.write("env.sh", "export TOKEN=$(touch ran; echo hunter2)\nexport AWS_REGION=us-east-1\n");
    let output = scratch.render(&["t.yaml", "--env-file", "env.sh", "-o", "out.yaml"]);
    insta::assert_snapshot!("needs_a_shell", stderr(&output));
    assert_eq!(output.status.code(), Some(1));
    assert!(!stderr(&output).contains("hunter2"));
    assert!(!scratch.exists("ran") && !scratch.exists("out.yaml"));
}

#[test]
fn a_value_cannot_change_the_structure() {
    let scratch = Scratch::new();
    scratch.write("t.yaml", "Tags:\n  - Key: note\n    Value: ${NOTE}\n");
    let output = scratch.render(&["t.yaml", "--set", "NOTE=x\nHeadNode: {}"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Tags:\n  - Key: note\n    Value: \"x\\nHeadNode: {}\"\n"
    );
}

#[test]
fn the_result_is_checked_and_its_errors_are_findings() {
    let scratch = Scratch::new();
    let output =
        scratch.render(&[&FROM_ENV[..], &["--set", "COMPUTE_MAX_COUNT=0", "-o", "cluster.yaml"]].concat());
    insta::assert_snapshot!("wrong_value", stderr(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_template_is_never_overwritten() {
    let scratch = Scratch::new();
    let before = scratch.read("gpu-training.yaml");
    let output = scratch.render(&[&FROM_ENV[..], &["-o", "./gpu-training.yaml"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is the template itself"), "{}", stderr(&output));
    assert_eq!(scratch.read("gpu-training.yaml"), before);
}

#[test]
fn what_cannot_be_done_says_why() {
    let scratch = Scratch::new();
    for (arguments, why) in [
        (&["none.yaml"][..], "cannot read none.yaml"),
        (&["gpu-training.yaml", "--env-file", "none.sh"], "cannot read none.sh"),
        (&["gpu-training.yaml", "--set", "NAME"], "there is no `=`"),
        (&["gpu-training.yaml", "--set", "1X=2"], "`1X` is not a name"),
        (&["gpu-training.yaml", "--drop-unset", "a..b"], "a key without a name"),
    ] {
        let output = scratch.render(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(why), "{arguments:?}: {}", stderr(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_exists_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    scratch.write("cluster.yaml", "");
    let path = scratch.0.path().join("cluster.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    scratch.render(&[&FROM_ENV[..], &["-o", "cluster.yaml"]].concat());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(scratch.read("cluster.yaml").starts_with('#'));
}
