//! Settings of a project, sound and wrong.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use fixture::assert_places;
use pcluster_config::Report;
use pcluster_config::diagnostic::{KINDS, SETTINGS_KINDS};
use pcluster_config::facts::Release;
use pcluster_config::render::{HumanOptions, human};
use pcluster_config::settings::Settings;

/// The name without extension of every file of `fixtures/settings`, and what is read from it.
fn files() -> Vec<(String, Settings, Report)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/settings");
    let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> = paths
        .map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a text");
            let (settings, report) = Settings::read(&format!("fixtures/settings/{stem}.toml"), &text);
            (stem, settings, report)
        })
        .collect();
    files.sort_by(|this, that| this.0.cmp(&that.0));
    files
}

#[test]
fn every_mistake_is_reported_in_its_place() {
    for (name, settings, report) in files() {
        report.diagnostics().iter().for_each(|diagnostic| assert_places(&report, diagnostic));
        assert!(report.is_settings());
        insta::with_settings!({snapshot_path => "snapshots/settings", prepend_module_to_snapshot => false, omit_expression => true}, {
            if report.diagnostics().is_empty() {
                insta::assert_debug_snapshot!(name, settings);
            } else {
                insta::assert_snapshot!(name, human(&report, &HumanOptions::default()).trim_end());
            }
        });
    }
}

#[test]
fn every_kind_of_mistake_has_a_file_and_its_severity() {
    let files = files();
    for kind in SETTINGS_KINDS {
        let (_, _, report) = files.iter().find(|(name, ..)| name == kind.id).expect(kind.id);
        assert!(report.diagnostics().iter().all(|problem| problem.rule == kind.id), "{}", kind.id);
    }
    let known: BTreeSet<&str> = SETTINGS_KINDS.iter().chain(KINDS).map(|kind| kind.id).collect();
    for problem in files.iter().flat_map(|(_, _, report)| report.diagnostics()) {
        let kind = SETTINGS_KINDS.iter().chain(KINDS).find(|kind| kind.id == problem.rule);
        assert!(known.contains(problem.rule) && problem.help.is_some(), "{problem:?}");
        assert_eq!(kind.map(|kind| kind.severity), Some(problem.severity), "{problem:?}");
    }
}

#[test]
fn what_is_right_holds_also_where_something_is_wrong() {
    let (settings, report) = Settings::read("pclusterctl.toml", "release = '3.14.0'\nexclude = 5\n");
    assert_eq!(settings.release.map(Release::as_str), Some("3.14.0"));
    assert_eq!(report.diagnostics().len(), 1);
    for sound in ["", "\u{feff}release = '3.14.0'\r\n", "# nothing\n"] {
        let (_, report) = Settings::read("pclusterctl.toml", sound);
        assert_eq!(report.diagnostics(), [], "{sound:?}");
    }
}
