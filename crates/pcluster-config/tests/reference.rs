//! The model and the checks held against facts about the official tool that were recorded outside this repository.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail like the test"
)]

use std::path::PathBuf;

use pcluster_config::diagnostic::Diagnostic;
use pcluster_config::facts::Release;
use pcluster_config::schema::{find, paths};
use pcluster_config::{ConfigKind, Options, check_bytes};
use serde_json::Value;

fn reference_text(name: &str) -> String {
    let parity = std::env::var_os("PCLUSTER_PARITY")
        .expect("PCLUSTER_PARITY names the folder of the parity comparison");
    let path = PathBuf::from(parity).join("../reference").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn reference(name: &str) -> Value {
    serde_json::from_str(&reference_text(name)).unwrap()
}

const VERSIONS: [&str; 3] = ["3.13.1", "3.14.0", "3.16.1"];

fn kind(entry: &Value) -> ConfigKind {
    if entry["root"] == "image" { ConfigKind::Image } else { ConfigKind::Cluster }
}

#[test]
#[cfg_attr(not(pcluster_parity), ignore = "needs PCLUSTER_PARITY")]
fn every_key_of_the_official_schema_is_known_and_no_other() {
    for version in VERSIONS {
        let release: Release = version.parse().unwrap();
        let entries = reference(&format!("schema-{version}.json"));
        for kind_here in [ConfigKind::Cluster, ConfigKind::Image] {
            let mut official: Vec<String> = entries
                .as_array()
                .unwrap()
                .iter()
                .filter(|entry| kind(entry) == kind_here)
                .map(|entry| entry["path"].as_str().unwrap().to_owned())
                .collect();
            let mut ours = paths(kind_here, release);
            official.sort();
            ours.sort();
            assert_eq!(ours, official, "{version} {kind_here}");
        }
    }
}

#[test]
#[cfg_attr(not(pcluster_parity), ignore = "needs PCLUSTER_PARITY")]
fn types_requirements_defaults_and_policies_are_the_official_ones() {
    let mut wrong = Vec::new();
    for version in VERSIONS {
        let release: Release = version.parse().unwrap();
        for entry in reference(&format!("schema-{version}.json")).as_array().unwrap() {
            let path = entry["path"].as_str().unwrap();
            let Some(key) = find(kind(entry), release, path) else { continue };
            let wanted = match entry["type"].as_str().unwrap() {
                "section" => "section",
                "str" if key.type_name == "text that holds JSON" => "text that holds JSON",
                "str" => "text",
                "int" => "whole number",
                "float" => "number",
                "bool" => "boolean",
                "map" => "map with free names",
                "list<section>" => "list of sections",
                "list<str>" => "list of texts",
                "list<map>" => "list of maps with free names",
                "union" if path.ends_with("ElasticIp") => "any value",
                "union" => "section: one script, or a sequence of scripts",
                other => panic!("{other}"),
            };
            // `Script` is required only where there is no `Sequence`, which a relation says.
            let is_action = path.rsplit('.').nth(1).is_some_and(|parent| parent.starts_with("OnNode"));
            let required = entry["required"] == true || entry["required_by_constructor"] == true;
            if key.type_name != wanted {
                wrong.push(format!("{version} {path}: type {} for {wanted}", key.type_name));
            }
            if key.required != required && !is_action {
                wrong.push(format!("{version} {path}: required {} for {required}", key.required));
            }
            let default = &entry["default"];
            let same = match (&key.default, default) {
                (None, Value::Null) => true,
                (Some(ours), official) => {
                    ours == official || ours.as_f64().is_some() && ours.as_f64() == official.as_f64()
                }
                _ => false,
            };
            if !same {
                wrong.push(format!("{version} {path}: default {:?} for {default}", key.default));
            }
            if let Some(policy) = entry["update_policy"].as_str()
                && key.update_policy.map(|policy| policy.name) != Some(policy)
            {
                wrong.push(format!("{version} {path}: policy {:?} for {policy}", key.update_policy));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[cfg_attr(not(pcluster_parity), ignore = "needs PCLUSTER_PARITY")]
fn texts_are_accepted_and_rejected_as_was_observed() {
    let mut wrong = Vec::new();
    for version in VERSIONS {
        let options = Options { release: version.parse().unwrap(), ..Options::default() };
        for case in reference(&format!("behaviours-{version}.json")).as_array().unwrap() {
            let report = check_bytes("case.yaml", case["yaml"].as_str().unwrap().as_bytes(), &options);
            // What was observed is the loader and the schema alone, without the validators.
            let is_rejected = report.diagnostics().iter().any(Diagnostic::is_shape_error);
            if is_rejected == (case["result"] == "accepted") {
                wrong.push(format!(
                    "{version} {} {}: {:?}",
                    case["case"],
                    case["result"],
                    report.diagnostics()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[cfg_attr(not(pcluster_parity), ignore = "needs PCLUSTER_PARITY")]
fn the_instance_types_are_those_that_were_recorded() {
    // The last column, the kinds of root device, tells nothing that a rule needs.
    let without_last = |line: &str| line.rsplit_once('\t').unwrap().0.to_owned();
    let recorded = reference_text("ec2-instance-types.tsv");
    let (head, rows) = recorded.split_once('\n').unwrap();
    let mut rows: Vec<String> = rows.lines().map(without_last).collect();
    rows.sort();
    let table = include_str!("../data/instance-types.tsv");
    let (comments, ours): (Vec<&str>, Vec<&str>) = table.lines().partition(|line| line.starts_with('#'));
    assert_eq!(ours, rows);
    let columns = without_last(head).replace("efa_max_interfaces", "efa_interfaces");
    assert_eq!(comments.last(), Some(&format!("# {columns}").as_str()));
}
