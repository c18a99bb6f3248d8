//! A bad network: one request in five is throttled, one connection in twenty cut, and everything takes its time.

use std::process::Command;

use pcluster_lab::Proxy;

use crate::lab::{DIRECTORY, TEMPLATE, aws, calling, complaint, ended};

const WEATHER: [&str; 10] =
    ["--throttle", "0.2", "--reset", "0.05", "--cut", "0.05", "--lose", "0.05", "--latency", "200"];

/// Runs a command that has to end with a code.
fn run(code: i32, command: Command) -> String {
    let told = format!("{:?}", command.get_args().collect::<Vec<_>>());
    let output = ended(command);
    let page = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{told}\n{page}\n{}", complaint(&output));
    page
}

fn weather(seed: &str) -> Proxy {
    let options = [&WEATHER[..], &["--seed", seed]].concat();
    Proxy::start(aws().port(), &options)
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn stacks() {
    let proxy = weather("1");
    let infra = |arguments: &[&str]| {
        calling(&proxy.url(), &[&["infra"], arguments, &["--stack-name", "weather-stack"]].concat())
    };
    let quick = ["--poll-interval", "0.2"];
    run(0, infra(&[&["deploy", "--yes", "--template", TEMPLATE], &quick[..]].concat()));
    run(0, infra(&[&["deploy", "--yes", "--template", TEMPLATE], &quick[..]].concat()));
    run(0, infra(&["status"]));
    run(0, infra(&["outputs", "--format", "json"]));
    run(0, infra(&[&["delete", "--yes"], &quick[..]].concat()));
    assert!(proxy.count("throttle") > 0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn data() {
    let proxy = weather("2");
    let data = |arguments: &[&str]| calling(&proxy.url(), &[&["data"], arguments].concat());
    run(0, data(&["bucket", "weather-bucket", "--yes"]));
    run(0, data(&["bucket", "weather-bucket", "--yes"]));
    run(0, data(&["sync", DIRECTORY, "s3://weather-bucket/scripts/"]));
    run(0, data(&["ls", "s3://weather-bucket/"]));
    let system = file_system();
    let associate = ["associate", "--yes", "--file-system", &system, "--bucket", "weather-bucket"];
    run(0, data(&associate));
    run(0, data(&associate));
    assert_eq!(associations(&system), 4);
    assert!(proxy.count("throttle") > 0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn images() {
    let proxy = weather("3");
    let image = |arguments: &[&str]| calling(&proxy.url(), &[&["image"], arguments].concat());
    run(0, image(&["repository", "weather-repository"]));
    run(0, image(&["repository", "weather-repository"]));
    // There is none yet.
    run(1, image(&["verify", "--repository", "weather-repository"]));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn doctor() {
    let proxy = weather("4");
    run(0, calling(&proxy.url(), &["doctor"]));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn through_a_proxy_of_the_company() {
    let proxy = Proxy::start(aws().port(), &[]);
    // The name is only known to the proxy.
    let mut command = calling("http://aws.example.invalid", &["image", "repository", "proxied-repository"]);
    command.env("HTTP_PROXY", proxy.url());
    run(0, command);
    assert!(proxy.count("requests") > 0);
    // And not used where it is not to be.
    let before = proxy.count("requests");
    let mut command = calling(&aws().url(), &["image", "repository", "proxied-repository"]);
    command.env("HTTP_PROXY", proxy.url()).env("NO_PROXY", "127.0.0.1");
    run(0, command);
    assert_eq!(proxy.count("requests"), before);
}

/// What the official command-line interface answers, without a proxy.
pub(super) fn awscli(arguments: &[&str]) -> serde_json::Value {
    let mut command = Command::new(pcluster_lab::awscli());
    command.args(arguments).args(["--output", "json"]);
    aws().apply(&mut command);
    // Version 1 knows no other variable.
    command.env("AWS_DEFAULT_REGION", "us-east-1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}\n{}", complaint(&output));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// Makes a file system that can have associations.
pub(super) fn file_system() -> String {
    let lustre = "DeploymentType=PERSISTENT_2,PerUnitStorageThroughput=125";
    let answer = awscli(&[
        "fsx",
        "create-file-system",
        "--file-system-type",
        "LUSTRE",
        "--storage-capacity",
        "1200",
        "--subnet-ids",
        "subnet-0123456789abcdef0",
        "--lustre-configuration",
        lustre,
    ]);
    answer["FileSystem"]["FileSystemId"].as_str().unwrap().to_owned()
}

/// How many associations a file system has.
pub(super) fn associations(system: &str) -> usize {
    let filter = format!("Name=file-system-id,Values={system}");
    let answer = awscli(&["fsx", "describe-data-repository-associations", "--filters", &filter]);
    answer["Associations"].as_array().unwrap().len()
}
