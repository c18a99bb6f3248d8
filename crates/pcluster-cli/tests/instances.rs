//! `pclusterctl instances`: a person chooses a type, a program reads all facts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail like the test")]

use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
    command.arg("instances").args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The names in the table, in its order.
fn names(arguments: &[&str]) -> Vec<String> {
    let table = stdout(&run(arguments));
    table.lines().skip(1).map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

/// What a person sees.
fn page(arguments: &[&str]) -> String {
    let output = run(arguments);
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    let code = output.status.code().unwrap();
    format!("$ pclusterctl instances {}\n{}{errors}exit code {code}\n", arguments.join(" "), stdout(&output))
}

#[test]
fn types_are_shown_as_a_table() {
    for (name, arguments) in [
        ("part_of_a_name", &["p5"] as &[&str]),
        ("patterns", &["trn*", "g6f*", "c7g.metal", "d3.x*"]),
        ("most_gpu_memory", &["--gpus", "8", "--efa", "--current", "--sort", "gpu-memory"]),
        ("nothing_fits", &["m5", "--gpus", "1"]),
    ] {
        insta::assert_snapshot!(name, page(arguments));
    }
}

#[test]
fn the_table_of_the_readme_is_what_is_printed() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md")).unwrap();
    let shown = format!("$ pclusterctl instances p5\n{}```", stdout(&run(&["p5"])));
    assert!(readme.contains(&shown), "{shown}");
}

#[test]
fn a_type_that_is_not_known_is_answered_with_near_names() {
    for (name, arguments) in [
        ("unknown", &["p5.49xlarge"] as &[&str]),
        ("unknown_beside_known", &["c5.large", "p99*", "p4.24xlarge"]),
        ("unknown_without_suggestion", &["kubernetes"]),
        ("broken_pattern", &["p[5"]),
    ] {
        insta::assert_snapshot!(name, page(arguments));
    }
}

#[test]
fn a_whole_name_is_that_type_alone() {
    assert_eq!(names(&["c6a.48xlarge"]), ["c6a.48xlarge"]);
    assert_eq!(names(&["c6a.48"]), ["c6a.48xlarge", "hpc6a.48xlarge"]);
}

#[test]
fn filters_are_all_met() {
    let all = names(&[]);
    assert!(all.len() > 1000);
    let fitting =
        names(&["--arch", "arm64", "--min-vcpus", "64", "--min-memory", "500", "--efa", "--current"]);
    assert!(!fitting.is_empty() && fitting.len() < all.len() / 4, "{}", fitting.len());
    assert!(fitting.iter().all(|name| all.contains(name)));
    assert!(fitting.contains(&"r8g.24xlarge".to_owned()) && !fitting.contains(&"r8i.24xlarge".to_owned()));
    assert_eq!(names(&["--gpu", "h200"]), ["p5e.48xlarge", "p5en.48xlarge"]);
    assert!(names(&["--gpu", "aws trainium2"]).contains(&"trn2.48xlarge".to_owned()));
}

#[test]
fn the_order_can_be_chosen() {
    assert_eq!(
        names(&["c5.*large"]),
        ["large", "xlarge", "2xlarge", "4xlarge", "9xlarge", "12xlarge", "18xlarge", "24xlarge"]
            .map(|size| format!("c5.{size}"))
    );
    let first = |order| names(&["--sort", order, "--gpus", "1"])[0].clone();
    for (order, expected) in [
        ("gpus", "g4dn.metal"),
        ("gpu-memory", "p6-b300.48xlarge"),
        ("memory", "p6-b300.48xlarge"),
        ("network", "p6-b300.48xlarge"),
        ("vcpus", "g5.48xlarge"),
        ("storage", "p5.48xlarge"),
    ] {
        assert_eq!(first(order), expected, "{order}");
    }
}

#[test]
fn json_has_all_facts_and_the_date() {
    let output = run(&["--json", "p5.48xlarge", "c7g.metal"]);
    assert!(output.status.success() && output.stderr.is_empty());
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    insta::assert_json_snapshot!("json", document);
    let all: Value = serde_json::from_str(&stdout(&run(&["--json"]))).unwrap();
    assert!(all["instance_types"].as_array().unwrap().len() > 1000);
}

#[test]
fn json_is_a_document_also_where_nothing_is_known() {
    let output = run(&["--json", "kubernetes"]);
    assert_eq!(output.status.code(), Some(2));
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(document["instance_types"], Value::Array(Vec::new()));
}
