//! `pclusterctl image repository`.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use pcluster_lab::Proxy;

use super::lab::{image, lab, page, succeed};

fn shown(arguments: &[&str]) -> String {
    page(&image(arguments).output().unwrap()).replace(&lab().registry.host(), "[registry]")
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_repository_is_made_once_and_brought_up_to_date() {
    let mut text = String::new();
    for arguments in [
        &["repository", "made", "--dry-run"][..],
        &["repository", "made", "--tag", "team=vision"],
        &["repository", "made", "--tag", "team=vision"],
        &["repository", "made", "--untagged-days", "3", "--tag", "team=speech", "--immutable-tags"],
        &["repository", "made", "--untagged-days", "3"],
        &["repository", "made", "--no-lifecycle", "--json"],
    ] {
        let _ = write!(text, "$ pclusterctl image {}\n{}\n", arguments.join(" "), shown(arguments));
    }
    insta::assert_snapshot!("repository", text);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_is_not_there_is_said() {
    let mut text = String::new();
    for arguments in [
        &["verify", "--repository", "nowhere"][..],
        &["verify", "--repository", "nowhere", "--json"],
        &["push", "--repository", "nowhere"],
        &["verify", "--repository", "No/Name"],
        &["verify", "--tag", "-x"],
    ] {
        let _ = write!(text, "$ pclusterctl image {}\n{}\n", arguments.join(" "), shown(arguments));
    }
    insta::assert_snapshot!("absent", text);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_command_that_is_killed_at_any_step_goes_on() {
    // Slow enough that the next step has not been taken when the command is killed.
    let slow = Proxy::start(lab().aws.port(), &["--latency", "200"]);
    let repository = ["repository", "interrupted", "--json"];
    for killed_at in ["\"plan\"", "\"create\"", "\"lifecycle\""] {
        let mut command = image(&repository);
        let mut child = command
            .env("AWS_ENDPOINT_URL", slow.url())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let is_there = |line: &str| match killed_at {
            "\"plan\"" => line.contains("\"event\":\"plan\""),
            step => line.contains("\"event\":\"changed\"") && line.contains(step),
        };
        // What was done before is not done again.
        let _ = lines.any(|line| is_there(&line.unwrap()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(succeed(&mut image(&repository)).contains("\"steps\":[]"));
    let named = succeed(&mut image(&["repository", "interrupted", "--dry-run"]));
    assert_eq!(named, "repository interrupted in us-east-1: exists\n  nothing to change\n");
}
