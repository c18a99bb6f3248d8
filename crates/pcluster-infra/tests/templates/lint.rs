//! What the linters of CloudFormation and of shells say.

use std::process::Command;

use pcluster_infra::template::{self, Monitoring};

use crate::document::{Document, items};

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

/// The script that an instance runs when it starts.
fn script() -> String {
    let document = Document::read(&template::prerequisites(Monitoring::SelfHosting).text);
    let launch_template = document.resource("MonitoringLaunchTemplate").unwrap();
    let parts = launch_template.at("/LaunchTemplateData/UserData/Fn::Base64/Fn::Join/1");
    let parts: Vec<&str> = items(parts).iter().map(|part| part.as_str().unwrap()).collect();
    assert_eq!(parts.len(), 2);
    // CloudFormation puts values there; to a shell they look like variables.
    let first = parts[0].replace("${AWS::Region}", "us-east-1").replace("${AWS::StackName}", "name");
    format!("{}\n{}", first.replace("=${", "=value # ${"), parts[1])
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
