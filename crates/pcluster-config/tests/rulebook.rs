//! Rules of another crate are named, hidden, described and suggested like those of this one.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail like the test")]

use pcluster_config::allow::Comment;
use pcluster_config::baseline::Baseline;
use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::facts::Release;
use pcluster_config::location::{Path, Span};
use pcluster_config::policy::{Level, Policy, RuleNameError};
use pcluster_config::render::{HumanOptions, concise, human, json, sarif};
use pcluster_config::rules::{RuleInfo, Rulebook};
use pcluster_config::settings::Settings;
use pcluster_config::source::text_of_job;
use pcluster_config::{Options, Report, check_bytes};

const JOBS: &[RuleInfo] = &[
    RuleInfo::of_source(
        "too-many-nodes",
        Severity::Error,
        "Job",
        "//! A job asks for more nodes than there are.\n//!\n//! It would wait for ever.\n",
    ),
    RuleInfo::new("no-time", Severity::Warning, "Job", "A job has no `--time`.", "It gets the default."),
];
const BOOK: Rulebook = Rulebook::new(&[JOBS]);

const SCRIPT: &str = "\
#!/bin/bash
#SBATCH --nodes=9 # pclusterctl: allow[too-many-nodes] the cluster grows tomorrow
# pclusterctl: allow[no-tim] it ends by itself
srun true
";

/// What a checker of jobs would say.
fn check(more: Vec<Diagnostic>) -> Report {
    let span = |text: &str| {
        let start = SCRIPT.find(text).unwrap();
        Span::new(start, start + text.len())
    };
    let mut found = vec![
        Diagnostic::new("too-many-nodes", Severity::Error, Path::root().key("nodes"), "there are 4 nodes")
            .at(span("9"), "more than that"),
        Diagnostic::new("no-time", Severity::Warning, Path::root(), "nothing says how long it takes")
            .at(span("srun"), ""),
    ];
    found.extend(more);
    let mut report = Report::of_job("job.sbatch", SCRIPT, found);
    let comments: Vec<Comment<'_>> = ["# pclusterctl: allow[too", "# pclusterctl: allow[no-t"]
        .into_iter()
        .map(|text| {
            let start = span(text).start;
            let text = SCRIPT[start..].lines().next().unwrap();
            let covers = if text.contains("tomorrow") { "#SBATCH" } else { "srun true" };
            let start_of_line = span(covers).start;
            let line = SCRIPT[start_of_line..].lines().next().unwrap();
            Comment { text, start, covers: Span::new(start_of_line, start_of_line + line.len()) }
        })
        .collect();
    report.allow(&comments, true, BOOK);
    report
}

#[test]
fn comments_in_a_job_allow_what_its_rules_say() {
    let report = check(Vec::new());
    assert!(report.is_job() && report.is_valid());
    insta::assert_snapshot!(human(&report, &HumanOptions::default()).trim_end(), @r#"
    warning[unknown-rule]: there is no rule `no-tim`
     --> job.sbatch:3:22
      |
    3 | # pclusterctl: allow[no-tim] it ends by itself
      |                      ^^^^^^ did you mean `no-time`?
      |
      = help: rename it to `no-time`

    warning[no-time]: nothing says how long it takes
     --> job.sbatch:4:1
      |
    4 | srun true
      | ^^^^
      |
      = docs: `pclusterctl explain no-time`
    "#);
    assert_eq!(report.hidden()[0].by.reason(), Some("the cluster grows tomorrow"));
}

#[test]
fn an_error_of_shape_of_a_job_is_never_hidden() {
    let shape = Diagnostic::new("unknown-key", Severity::Error, Path::root(), "unknown").at(Span::at(0), "");
    let mut report = check(vec![shape]);
    assert!(report.diagnostics()[0].is_shape_error());
    let mut policy = Policy::of(BOOK);
    policy.select("no-time").unwrap();
    assert!(matches!(policy.ignore("unknown-key"), Err(RuleNameError::ShapeError { .. })));
    policy.apply(&mut report);
    assert_eq!(
        concise(&report),
        "job.sbatch:1:1: error[unknown-key]: unknown\n\
         job.sbatch:4:1: warning[no-time]: nothing says how long it takes\n"
    );
    let refused = text_of_job("job.sbatch", b"#!/bin/bash\n\xff\n").unwrap_err();
    assert!(refused.is_job() && refused.diagnostics()[0].is_shape_error());
    assert_eq!(refused.diagnostics()[0].official, None);
}

#[test]
fn settings_and_policies_may_name_them() {
    let text = "cluster = '../cluster.yaml'\n[rules]\nno-time = 'off'\n[[overrides]]\npaths = ['a/']\ncluster = 'a.yaml'\n";
    let (settings, report) = Settings::read_with("pclusterctl.toml", text, BOOK);
    assert_eq!(report.diagnostics(), []);
    assert_eq!(settings.cluster.as_deref(), Some("../cluster.yaml"));
    assert_eq!(settings.overrides[0].cluster.as_deref(), Some("a.yaml"));
    let mut report = check(Vec::new());
    settings.policy.apply(&mut report);
    assert_eq!(report.hidden().len(), 2);

    let (_, report) = Settings::read("pclusterctl.toml", text);
    assert_eq!(
        concise(&report),
        "pclusterctl.toml:3:1: warning[unknown-rule]: there is no rule `no-time` (rules.no-time)\n"
    );
    assert!(Policy::default().set_level("no-time", Level::Off).is_err());
}

#[test]
fn a_configuration_may_name_them_without_effect() {
    let text = "# pclusterctl: allow[no-time] jobs are short here\nImage: { Os: alinux2023 }\n";
    let said = |rulebook| {
        let report = check_bytes("c.yaml", text.as_bytes(), &Options { rulebook, ..Options::default() });
        report.diagnostics().iter().any(|found| found.rule == "unknown-rule")
    };
    assert!(said(Rulebook::configurations()));
    assert!(!said(BOOK));
}

#[test]
fn they_are_described_and_suggested() {
    assert_eq!(BOOK.similar("to-many-nodes")[0], "too-many-nodes");
    assert!(BOOK.everything().is_sorted_by_key(|rule| rule.id));
    assert!(Rulebook::configurations().find("no-time").is_none());
    assert_eq!(
        BOOK.find("no-time").unwrap().documentation(),
        "A job has no `--time`.\n\nIt gets the default.\n"
    );

    let reports = [check(Vec::new())];
    let log = sarif(&reports, BOOK);
    assert!(
        log.contains(
            "\"text\": \"A job asks for more nodes than there are.\\n\\nIt would wait for ever.\\n\""
        )
    );
    let document = json(&reports, Release::newest());
    assert!(document.contains("\"kind\": \"job\",\n      \"release\": null,"), "{document}");
    assert!(document.contains(&format!("\"release\": \"{}\"", Release::newest())));

    let mut baseline = Baseline::default();
    baseline.record("job.sbatch", &reports[0]);
    assert_eq!(baseline.unknown_rules(BOOK), [""; 0]);
    assert_eq!(baseline.unknown_rules(Rulebook::configurations()), ["no-time"]);
    let mut again = check(Vec::new());
    assert_eq!(baseline.hide("job.sbatch", &mut again), []);
    assert!(again.diagnostics().is_empty());
}
