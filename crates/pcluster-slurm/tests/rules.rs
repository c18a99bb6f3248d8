//! The examples in the documentation of the rules do what they say.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use std::collections::BTreeSet;
use std::path::Path;

use fixture::{Kind, assert_places, check, fenced, files_of_rules, for_each};
use pcluster_config::Report;
use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::render::{HumanOptions, concise, human};
use pcluster_slurm::check::KINDS;
use pcluster_slurm::rules::RULES;

/// A file of `src/rules`.
struct RuleFile {
    id: String,
    source: String,
    examples: Vec<Example>,
}

/// A job in the documentation of a rule.
struct Example {
    fires: bool,
    kind: Kind,
    text: String,
    /// Top-level sections that the cluster of the example has instead of its own.
    cluster: String,
}

#[test]
fn every_rule_file_is_named_after_its_id() {
    let mut seen = BTreeSet::new();
    for rule in rule_files() {
        assert!(rule.source.contains(&format!("id: \"{}\",", rule.id)), "{} has another id", rule.id);
        assert_eq!(rule.source.matches("const RULE: RuleDef").count(), 1, "{}", rule.id);
        assert!(seen.insert(rule.id.clone()), "there are two rules {}", rule.id);
    }
}

#[test]
fn every_rule_file_is_declared() {
    let mut declared: Vec<&str> = RULES
        .iter()
        .filter(|rule| !KINDS.iter().any(|kind| kind.id == rule.id))
        .map(|rule| rule.id)
        .collect();
    declared.sort_unstable();
    let mut files: Vec<String> = rule_files().into_iter().map(|rule| rule.id).collect();
    files.sort();
    assert_eq!(
        files, declared,
        "a file of `src/rules` is missing in the list of its folder's `mod.rs`, or its folder in `folders!`"
    );
}

#[test]
fn every_rule_says_in_one_sentence_what_it_finds() {
    for rule in RULES {
        let is_sentence =
            rule.summary.ends_with('.') && rule.summary.starts_with(|first: char| !first.is_lowercase());
        assert!(is_sentence && rule.summary.len() < 120, "{}: {}", rule.id, rule.summary);
    }
}

#[test]
fn every_rule_has_an_example_that_fires_and_one_that_is_quiet() {
    for rule in rule_files() {
        assert!(rule.examples.iter().any(|example| example.fires), "{}", rule.id);
        assert!(rule.examples.iter().any(|example| !example.fires), "{}", rule.id);
    }
}

#[test]
fn examples_that_fire_fire() {
    for_each(
        rule_files(),
        |rule| &rule.id,
        |rule| {
            let mut shown = Vec::new();
            for example in rule.examples.iter().filter(|example| example.fires) {
                let report = example.report();
                let (found, others): (Vec<_>, Vec<_>) =
                    report.diagnostics().iter().partition(|diagnostic| diagnostic.rule == rule.id);
                assert!(!found.is_empty(), "{} says nothing about\n{}", rule.id, example.text);
                let worse: BTreeSet<_> = errors(&others).map(|diagnostic| diagnostic.rule).collect();
                assert!(worse.len() <= 1, "{worse:?} hide what is meant in\n{}", example.text);
                for diagnostic in found {
                    assert_places(&report, diagnostic);
                }
                let alone = report.only(|diagnostic| diagnostic.rule == rule.id);
                shown.push(human(&alone, &HumanOptions::default()).trim_end().to_owned());
            }
            insta::with_settings!({snapshot_path => "snapshots/rules", prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(rule.id.as_str(), shown.join("\n\n"));
            });
        },
    );
}

#[test]
fn examples_that_are_quiet_are_sound() {
    for_each(
        rule_files(),
        |rule| &rule.id,
        |rule| {
            for example in rule.examples.iter().filter(|example| !example.fires) {
                let report = example.report();
                let all: Vec<_> = report.diagnostics().iter().collect();
                let fires = all.iter().any(|diagnostic| diagnostic.rule == rule.id);
                assert!(
                    !fires && errors(&all).count() == 0,
                    "{}: {}\n{}",
                    rule.id,
                    concise(&report),
                    example.text
                );
            }
        },
    );
}

fn errors<'d>(all: &[&'d Diagnostic]) -> impl Iterator<Item = &'d Diagnostic> {
    all.iter().copied().filter(|diagnostic| diagnostic.severity == Severity::Error)
}

impl Example {
    fn report(&self) -> Report {
        check(self.kind, &self.text, &self.cluster)
    }
}

fn rule_files() -> Vec<RuleFile> {
    let files = files_of_rules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules"));
    files.into_iter().map(|(id, source)| RuleFile { examples: examples(&id, &source), id, source }).collect()
}

/// The jobs in a file's documentation: fences `sbatch fires`, `job quiet`. A fence `cluster` is for the job above it.
fn examples(id: &str, source: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for (fence, text) in fenced(source) {
        match fence.split_once(' ') {
            None if fence == "cluster" => examples.last_mut().expect("a job before it").cluster = text,
            Some((kind, says @ ("fires" | "quiet"))) => {
                let kind = match kind {
                    "sbatch" => Kind::Script,
                    "job" => Kind::Yaml,
                    other => panic!("{id}: `{other}` is neither sbatch nor job"),
                };
                // Documentation cannot hold the character itself.
                let text = text.replace("\\r\n", "\r\n");
                examples.push(Example { fires: says == "fires", kind, text, cluster: String::new() });
            }
            _ => panic!("{id}: `{fence}` says neither fires nor quiet"),
        }
    }
    examples
}
