//! What other programs read.

use serde_json::Value;

use crate::scratch::{CLUSTER, SOUND, Scratch, assert_exit, said};

/// A folder with a job in which something is wrong, and with a file that is none.
fn scratch() -> Scratch {
    let scratch = Scratch::new();
    let wrong = SOUND
        .replace("#SBATCH --time=1-00:00:00\n", "")
        .replace("--nodes=2", "--nodes=2 # pclusterctl: allow[no-such-rule] größer geht nicht");
    scratch.write("jobs/größe, 2.sbatch", wrong);
    scratch.write("jobs/notes.sbatch", "to do\n");
    scratch
}

fn check(format: &str) -> String {
    let output = scratch().check(&["jobs", "--cluster", "cluster.yaml", "--format", format]);
    assert_exit(&output, 1);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn people_read_findings_in_their_place() {
    insta::assert_snapshot!(check("human"));
}

#[test]
fn programs_read_json() {
    insta::assert_snapshot!(check("json"));
}

#[test]
fn github_shows_findings_beside_the_lines() {
    insta::assert_snapshot!(check("github"));
}

#[test]
fn code_scanning_reads_sarif() {
    let text = check("sarif");
    let log: Value = serde_json::from_str(&text).unwrap();
    let driver = &log["runs"][0]["tool"]["driver"];
    let rules: Vec<&Value> = driver["rules"].as_array().unwrap().iter().collect();
    assert!(rules.iter().all(|rule| rule["help"]["markdown"].is_string()), "{rules:?}");
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    insta::assert_snapshot!(text.replace(&version, "\"semanticVersion\": \"VERSION\""));
}

#[test]
fn a_cluster_that_is_wrong_is_in_the_document() {
    let scratch = scratch();
    scratch.write("cluster.yaml", CLUSTER.replace("MaxCount: 8", "MaxCount: eight"));
    let output = scratch.check(&["jobs", "--cluster", "cluster.yaml", "--format", "json"]);
    assert_exit(&output, 2);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["files"].as_array().unwrap().len(), 1, "{}", said(&output));
    assert_eq!(document["files"][0]["kind"], "cluster");
    assert_eq!(document["files"][0]["valid"], false);
}

#[test]
fn the_help_explains_it() {
    let output = Scratch::new().check(&["--help"]);
    assert_exit(&output, 0);
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../../../../README.md");
    let script = readme.split("```bash\n").find(|part| part.starts_with("#!/bin/bash")).unwrap();
    let scratch = Scratch::new();
    scratch.write("train.sbatch", script.split("```").next().unwrap());
    let output = scratch.check(&["train.sbatch", "--cluster", "cluster.yaml"]);
    assert_exit(&output, 1);
    for part in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(part);
        assert!(readme.contains(text.trim_end()), "{text}");
    }
}
