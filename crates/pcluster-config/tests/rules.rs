//! The examples in the documentation of the rules do what they say.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::collections::BTreeSet;
use std::path::Path;

use fixture::{assert_places, complete, fenced, files_of_rules, for_each, one};
use pcluster_config::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Config, Diagnostic, Severity};
use pcluster_config::facts::Release;
use pcluster_config::location::{Path as KeyPath, Step};
use pcluster_config::render::{HumanOptions, concise, human};
use pcluster_config::{ConfigKind, Options, Report, check_bytes, check_cluster, check_image};

/// A file of `src/rules`.
struct RuleFile {
    id: String,
    source: String,
    examples: Vec<Example>,
}

/// A YAML example in the documentation of a rule.
struct Example {
    fires: bool,
    kind: ConfigKind,
    release: Release,
    text: String,
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
    let declared: Vec<String> = pcluster_config::rules::all().iter().map(|rule| rule.id.to_owned()).collect();
    let mut files: Vec<String> = rule_files().into_iter().map(|rule| rule.id).collect();
    files.sort();
    assert_eq!(
        files, declared,
        "a file of `src/rules` is missing in the list of its folder's `mod.rs`, or its folder in `FOLDERS`"
    );
}

#[test]
fn every_rule_says_in_one_sentence_what_it_finds() {
    for rule in pcluster_config::rules::all() {
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
                assert!(!found.is_empty(), "nothing is said about\n{}", example.text);
                assert!(
                    report.config().is_some(),
                    "not an example of {} alone:\n{}",
                    rule.id,
                    concise(&report)
                );
                let worse = others.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
                let worse: BTreeSet<_> = worse.map(|diagnostic| diagnostic.rule).collect();
                assert!(worse.len() <= 1, "{worse:?} hide what is meant in\n{}", example.text);
                for diagnostic in found {
                    assert_places(&report, diagnostic);
                    assert_labels_exist(&example.whole(), diagnostic);
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
fn a_configuration_built_in_code_gets_the_same_findings() {
    for_each(
        rule_files(),
        |rule| &rule.id,
        |rule| {
            for example in &rule.examples {
                let report = example.report();
                let options = Options { release: example.release, ..Options::default() };
                let of_model = match report.config() {
                    Some(Config::Cluster(cluster)) => check_cluster(cluster, &options),
                    Some(Config::Image(image)) => check_image(image, &options),
                    None => panic!("{} has an example that is no configuration", rule.id),
                };
                let said = |report: &Report| -> BTreeSet<(String, String, String)> {
                    let all = report.diagnostics().iter();
                    // What is about the text, such as a number in quotes, is not in the model.
                    all.filter(|found| pcluster_config::rules::all().iter().any(|rule| rule.id == found.rule))
                        .map(|found| (found.rule.to_owned(), found.path.to_string(), found.message.clone()))
                        .collect()
                };
                assert_eq!(said(&report), said(&of_model), "{}", example.text);
                assert!(of_model.diagnostics().iter().all(|found| found.span.is_none()));
            }
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
                let found = report.diagnostics().iter().any(|diagnostic| diagnostic.rule == rule.id);
                assert!(!found && report.is_valid(), "{}\n{}", concise(&report), example.text);
            }
        },
    );
}

impl Example {
    /// The options of an example stand behind the opening fence: `fires` or `quiet`, `image`, a release.
    fn new(options: &str, text: String) -> Self {
        let mut example = Self { fires: false, kind: ConfigKind::Cluster, release: Release::newest(), text };
        let mut says = false;
        for option in options.split_whitespace() {
            match option {
                "fires" => (says, example.fires) = (true, true),
                "quiet" => says = true,
                "image" => example.kind = ConfigKind::Image,
                release => example.release = release.parse().expect("a release"),
            }
        }
        assert!(says, "`yaml {options}` says neither fires nor quiet");
        example
    }

    /// The example with what a configuration needs besides.
    fn whole(&self) -> String {
        let base = match self.kind {
            ConfigKind::Cluster => one("base.yaml"),
            ConfigKind::Image => one("images/minimal.yaml"),
        };
        complete(&self.text, base.text())
    }

    fn report(&self) -> Report {
        check_bytes(
            "example.yaml",
            self.whole().as_bytes(),
            &Options { release: self.release, kind: Some(self.kind), ..Options::default() },
        )
    }
}

/// Every label names a key or a value that stands in the text. Only a key whose absence is the problem, as the official
/// schema names it, may be missing in a section that is there.
fn assert_labels_exist(text: &str, diagnostic: &Diagnostic) {
    let root: serde_json::Value = serde_saphyr::from_str(text).expect("YAML");
    let exists = |path: &KeyPath| {
        let mut value = Some(&root);
        for step in path.steps() {
            value = value.and_then(|value| match step {
                Step::Key(key) => value.get(key),
                Step::Index(index) => value.get(index),
            });
        }
        value.is_some()
    };
    let is_shape = diagnostic.official == Some(CONFIG_SCHEMA_VALIDATOR);
    let found = exists(&diagnostic.path)
        || is_shape && diagnostic.path.parent().is_some_and(|section| exists(&section));
    assert!(found, "{}: {} is not in\n{text}", diagnostic.rule, diagnostic.path);
    for label in &diagnostic.related {
        assert!(exists(&label.path), "{}: {} is not in\n{text}", diagnostic.rule, label.path);
    }
}

fn rule_files() -> Vec<RuleFile> {
    let files = files_of_rules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules"));
    files.into_iter().map(|(id, source)| RuleFile { id, examples: examples(&source), source }).collect()
}

/// The YAML examples of a file's documentation.
fn examples(source: &str) -> Vec<Example> {
    let example = |(fence, text): (&str, String)| {
        Example::new(fence.strip_prefix("yaml").expect("a YAML example"), text)
    };
    fenced(source).into_iter().map(example).collect()
}
