//! Configurations as people write them, each with the mistakes that its name tells.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::collections::BTreeSet;

use fixture::{all, assert_places, for_each};
use pcluster_config::Report;
use pcluster_config::diagnostic::{CONFIG_SCHEMA_VALIDATOR, KINDS, Severity};
use pcluster_config::render::{HumanOptions, human};
use pcluster_config::rules::all as all_rules;

/// What takes more than a file that a person would write (`hostile.rs` shows these), and what only jobs have.
const WITHOUT_FILE: &[&str] = &["conflicting-keys", "file-too-large", "more-problems", "yaml-too-deep"];

#[test]
fn every_mistake_is_reported_in_its_place() {
    for_each(
        all("broken"),
        |file| &file.name,
        |file| {
            let report = file.report();
            assert!(report.worst() >= Some(Severity::Warning));
            assert_eq!(
                report.config().is_none(),
                report.worst() == Some(Severity::Error) && has_shape_errors(&report)
            );
            report.diagnostics().iter().for_each(|diagnostic| assert_places(&report, diagnostic));
            // What other rules say about it is shown with those rules.
            let shape = of_shape();
            let report = report.only(|problem| shape.contains(problem.rule));
            let text = human(&report, &HumanOptions::default());
            insta::with_settings!({snapshot_path => "snapshots/broken", prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(file.stem.as_str(), text.trim_end());
            });
        },
    );
}

/// Whether there is an error that keeps the configuration from being read: any but those of relations.
fn has_shape_errors(report: &Report) -> bool {
    let relations = relations();
    report
        .diagnostics()
        .iter()
        .any(|problem| problem.severity == Severity::Error && !relations.contains(problem.rule))
        || report.has_placeholders()
}

#[test]
fn every_file_has_the_mistake_that_it_is_named_after() {
    let rules = rules();
    let mut shown = BTreeSet::new();
    for file in all("broken") {
        let report = file.report();
        let reported: BTreeSet<&str> =
            report.diagnostics().iter().map(|diagnostic| diagnostic.rule).collect();
        let unknown: Vec<_> = reported.iter().filter(|rule| !rules.contains(**rule)).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?} are missing in the list of kinds", file.name);
        if file.stem.starts_with("many-in-") {
            assert!(report.diagnostics().len() >= 5, "{}", file.name);
            continue;
        }
        let is_named_after = |rule: &&String| {
            file.stem.strip_prefix(rule.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let rule = rules.iter().filter(is_named_after).max_by_key(|rule| rule.len());
        let rule = rule.unwrap_or_else(|| panic!("{} is named after no rule", file.name));
        assert!(reported.contains(rule.as_str()), "{} has {reported:?}", file.name);
        shown.insert(rule.clone());
    }
    let without_file: Vec<_> = of_shape().difference(&shown).cloned().collect();
    assert_eq!(without_file, WITHOUT_FILE, "there is no broken file for these");
}

#[test]
fn a_kind_of_problem_always_has_the_same_severity() {
    for file in all("broken") {
        for problem in file.report().diagnostics() {
            if let Some(kind) = KINDS.iter().find(|kind| kind.id == problem.rule) {
                assert_eq!(problem.severity, kind.severity, "{}: {problem:?}", file.name);
            }
        }
    }
}

/// The ids of everything that can be wrong.
fn rules() -> BTreeSet<String> {
    let mut rules = relations();
    rules.extend(KINDS.iter().map(|kind| kind.id.to_owned()));
    rules
}

/// The ids of the relations between keys.
fn relations() -> BTreeSet<String> {
    all_rules().iter().map(|rule| rule.id.to_owned()).collect()
}

/// The ids of everything that makes the official tool refuse a file before it validates anything.
fn of_shape() -> BTreeSet<String> {
    let relations = all_rules().into_iter().filter(|rule| rule.official == Some(CONFIG_SCHEMA_VALIDATOR));
    let kinds = KINDS.iter().map(|kind| kind.id);
    relations.map(|rule| rule.id).chain(kinds).map(str::to_owned).collect()
}
