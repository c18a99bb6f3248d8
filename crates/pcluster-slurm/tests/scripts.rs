//! Scripts as people write them.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::fs;
use std::path::{Path, PathBuf};

use fixture::{Kind, assert_places, check, for_each};
use pcluster_config::render::{HumanOptions, human};

fn scripts(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/jobs").join(folder);
    let entries = fs::read_dir(root).expect("a folder of jobs");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let scripts = paths.into_iter().filter(|path| path.extension().is_some_and(|name| name == "sbatch"));
    let scripts = scripts.map(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a script"))
    });
    scripts.collect()
}

#[test]
fn whole_scripts_have_nothing_wrong() {
    for_each(
        scripts(""),
        |(name, _)| name,
        |(_, text)| {
            let report = check(Kind::Script, text, "");
            assert!(report.diagnostics().is_empty(), "{}", human(&report, &HumanOptions::default()));
        },
    );
}

#[test]
fn what_is_wrong_is_told() {
    for_each(
        scripts("broken"),
        |(name, _)| name,
        |(name, text)| {
            let report = check(Kind::Script, text, "");
            assert!(!report.diagnostics().is_empty());
            for diagnostic in report.diagnostics() {
                assert_places(&report, diagnostic);
            }
            insta::with_settings!({snapshot_path => "snapshots/scripts", prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(name.as_str(), human(&report, &HumanOptions::default()).trim_end());
            });
        },
    );
}
