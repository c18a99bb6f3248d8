//! The same reports in every format.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use fixture::{all, one};
use pcluster_config::baseline::Baseline;
use pcluster_config::diagnostic::CONFIG_SCHEMA_VALIDATOR;
use pcluster_config::facts::Release;
use pcluster_config::policy::{Level, Policy};
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};
use pcluster_config::rules::Rulebook;
use pcluster_config::settings::Settings;
use pcluster_config::{Options, Report, check_bytes, rules};

/// Errors, warnings, other places and fixes; a text that is no YAML; a file that is no text.
fn reports() -> Vec<Report> {
    let files = [
        "broken/script-and-sequence.yaml",
        "broken/unknown-key-misspelt.yaml",
        "broken/loose-form.yaml",
        "broken/not-utf8.yaml",
    ];
    files.iter().map(|file| about_shape(one(file).report())).collect()
}

/// A report without what rules say, each of which has a page of its own: a new rule changes nothing here. Rules that
/// speak for the official schema stay.
fn about_shape(report: Report) -> Report {
    let rules = rules::all();
    report.only(|problem| {
        problem.official == Some(CONFIG_SCHEMA_VALIDATOR) || !rules.iter().any(|rule| rule.id == problem.rule)
    })
}

macro_rules! assert_format {
    ($name:literal, $text:expr) => {
        insta::with_settings!({snapshot_path => "snapshots/formats", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!($name, $text);
        })
    };
}

#[test]
fn concise_is_one_line_for_each_problem() {
    let text: String = reports().iter().map(concise).collect();
    assert_eq!(
        text.lines().count(),
        reports().iter().map(|report| report.diagnostics().len()).sum::<usize>()
    );
    assert_format!("concise", text);
}

#[test]
fn json_is_one_document() {
    let text = json(&reports(), Release::newest());
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["files"].as_array().map(Vec::len), Some(reports().len()));
    assert_format!("json", text);
}

#[test]
fn json_without_files_is_a_document_too() {
    let document: serde_json::Value = serde_json::from_str(&json(&[], Release::newest())).expect("JSON");
    assert_eq!(document["files"], serde_json::json!([]));
}

#[test]
fn sarif_is_one_log() {
    let text = sarif(&reports(), Rulebook::configurations());
    let log: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let driver = &log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["semanticVersion"], env!("CARGO_PKG_VERSION"));
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let index =
            result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
        assert_eq!(driver["rules"][index]["id"], result["ruleId"]);
    }
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_format!("sarif", text.replace(&version, "\"semanticVersion\": \"VERSION\""));
}

#[test]
fn github_is_one_command_for_each_problem() {
    let text: String = reports().iter().map(github).collect();
    assert!(
        text.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")),
        "{text}"
    );
    assert_format!("github", text);
}

#[test]
fn human_is_coloured_if_wanted() {
    let options = HumanOptions { color: true, width: 100 };
    let text: String = reports().iter().map(|report| human(report, &options)).collect();
    assert!(text.contains('\u{1b}'));
    assert_format!("human-coloured", text.trim_end().replace('\u{1b}', "ESC"));
}

#[test]
fn human_fits_a_narrow_terminal() {
    let options = HumanOptions { color: false, width: 60 };
    let text: String = reports().iter().map(|report| human(report, &options)).collect();
    assert_format!("human-narrow", text.trim_end());
}

/// One file for every kind of problem: the one that has just its name.
fn every_kind() -> Vec<Report> {
    let shows = |file: &fixture::Fixture| {
        let report = file.report();
        report.diagnostics().iter().any(|problem| problem.rule == file.stem).then(|| about_shape(report))
    };
    all("broken").iter().filter_map(shows).collect()
}

#[test]
fn every_kind_of_problem_has_its_place_in_every_format() {
    let reports = every_kind();
    assert_format!("every-kind-concise", reports.iter().map(concise).collect::<String>());
    assert_format!("every-kind-github", reports.iter().map(github).collect::<String>());
    assert_format!("every-kind-json", json(&reports, Release::newest()));
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_format!(
        "every-kind-sarif",
        sarif(&reports, Rulebook::configurations()).replace(&version, "\"semanticVersion\": \"VERSION\"")
    );
}

#[test]
fn every_problem_says_what_to_do() {
    for report in all("broken").iter().map(fixture::Fixture::report) {
        for problem in report.diagnostics() {
            assert!(problem.help.is_some(), "{}: {problem:?}", report.file());
        }
    }
}

/// Problems that are hidden in every way, beside one that is shown, and settings that are wrong.
fn hidden() -> Vec<Report> {
    let text = one("broken/fraction-dropped.yaml")
        .text()
        .replace("37.5", "37.5 # pclusterctl: allow[fraction-dropped] why");
    let text = text.replace("MinCount: 4", "MinCount: 4.5").replace("MaxCount: 4", "MaxCount: 4.5");
    let check = |text: &str| check_bytes("hidden.yaml", text.as_bytes(), &Options::default());
    let mut baselined = check(&text);
    let mut baseline = Baseline::default();
    baseline.record("hidden.yaml", &check(&text.replace("MaxCount: 4.5", "MaxCount: 4")));
    baseline.hide("hidden.yaml", &mut baselined);
    let mut off = check(&text);
    let mut policy = Policy::default();
    policy.set_level("fraction-dropped", Level::Off).expect("a rule");
    policy.apply(&mut off);
    let (_, settings) = Settings::read("pclusterctl.toml", "relase = '3.14.0'\n");
    vec![baselined, off, settings]
}

#[test]
fn what_is_hidden_is_told_to_programs_only() {
    let reports = hidden();
    let shown: String = reports.iter().map(concise).collect();
    assert_format!("hidden-concise", shown);
    assert_eq!(reports.iter().map(github).collect::<String>().lines().count(), shown.lines().count());
    assert_format!("hidden-json", json(&reports, Release::newest()));
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_format!(
        "hidden-sarif",
        sarif(&reports, Rulebook::configurations()).replace(&version, "\"semanticVersion\": \"VERSION\"")
    );
}

#[test]
fn json_names_one_release_only_where_it_is_one() {
    let releases = |releases: &[&str]| {
        let check = |release: &&str| {
            let options = Options { release: release.parse().expect("a release"), ..Options::default() };
            check_bytes("a.yaml", b"", &options)
        };
        let text = json(&releases.iter().map(check).collect::<Vec<_>>(), Release::newest());
        let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        document["release"].clone()
    };
    assert_eq!(releases(&[]), Release::newest().as_str());
    assert_eq!(releases(&["3.14.0", "3.14.0"]), "3.14.0");
    assert!(releases(&["3.14.0", "3.16.1"]).is_null());
}
