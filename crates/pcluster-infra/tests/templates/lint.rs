//! What the linters of CloudFormation and of shells say.

use std::process::Command;

use crate::setup::script;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn cfn_lint_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut lint = Command::new(pcluster_lab::tool("cfn-lint"));
    // Also what is only for information.
    lint.args(["--include-checks", "I", "--regions", "us-east-1", "ap-northeast-1", "--template"]);
    for (name, template) in super::all() {
        let path = folder.path().join(format!("{name}.yaml"));
        std::fs::write(&path, template.text).unwrap();
        lint.arg(path);
    }
    let output = lint.output().unwrap();
    assert!(
        output.status.success() && output.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn no_check_is_switched_off() {
    for (name, template) in super::all() {
        assert!(!template.text.contains("cfn-lint"), "{name}");
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn shellcheck_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("setup.sh");
    std::fs::write(&path, script()).unwrap();
    let output = Command::new(pcluster_lab::tool("shellcheck")).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_script_fits_into_user_data() {
    // From "Run commands when you launch an EC2 instance": 16 KB before it is encoded.
    const LIMIT: usize = 16 * 1024;
    assert!(script().len() < LIMIT / 2, "{} bytes", script().len());
}
