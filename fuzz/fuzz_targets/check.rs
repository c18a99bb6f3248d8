//! Any bytes: a check never panics, says only what it can point at, and what it accepts survives being written. Mended
//! texts have no more errors than before, comments hide no errors of shape, and settings are read whatever stands there.

#![no_main]

mod reports;

use libfuzzer_sys::fuzz_target;
use pcluster_config::diagnostic::{Config, Diagnostic};
use pcluster_config::facts::Release;
use pcluster_config::fix::{Mended, mend};
use pcluster_config::render::{HumanOptions, concise, human};
use pcluster_config::rules::Rulebook;
use pcluster_config::settings::Settings;
use pcluster_config::{ConfigKind, Options, Report, check_bytes, to_yaml};
use reports::{
    apply, comments_hide_no_errors_of_shape, errors, renderers_work, shape_errors, spans_are_in_the_text,
};

fuzz_target!(|bytes: &[u8]| {
    let oldest = Release::all().next().unwrap_or_default();
    for release in [oldest, Release::newest()] {
        for kind in [ConfigKind::Cluster, ConfigKind::Image] {
            let options = Options { release, kind: Some(kind), ..Options::default() };
            let report = check_bytes("fuzz.yaml", bytes, &options);
            spans_are_in_the_text(&report);
            fixes_mend(&report, &options);
            mending_makes_nothing_worse(&report, &options);
            comments_hide_what_they_may(bytes, &report, &options);
            renderers_work(&report, Rulebook::configurations());
            what_is_valid_can_be_written(&report, &options);
        }
    }
    settings_are_read(bytes);
});

/// A fix takes its own problem away.
fn fixes_mend(report: &Report, options: &Options) {
    let text = report.text().unwrap_or_default();
    let fixable =
        report.diagnostics().iter().filter_map(|diagnostic| Some((diagnostic, diagnostic.fix.as_ref()?)));
    for (diagnostic, fix) in fixable.take(3) {
        let mended = apply(text, &fix.edits);
        let after = check_bytes("fuzz.yaml", mended.as_bytes(), options);
        let still_there = after.diagnostics().iter().any(|other| {
            let start = |diagnostic: &Diagnostic| diagnostic.span.map(|span| span.start);
            other.rule == diagnostic.rule
                && other.message == diagnostic.message
                && start(other) == start(diagnostic)
        });
        assert!(!still_there, "the fix does not mend it: {diagnostic:?}\n--- mended:\n{mended}");
    }
}

fn mending_makes_nothing_worse(report: &Report, options: &Options) {
    // Every attempt checks the whole text; one release is enough for that.
    const LONGEST: usize = 2048;
    // Where there is more to do, mending stops before its end.
    const MOST_FIXES: usize = 20;
    let text = report.text().unwrap_or_default();
    let fixes = report.diagnostics().iter().filter(|diagnostic| diagnostic.fix.is_some()).count();
    let wanted = (1..=MOST_FIXES).contains(&fixes) && text.len() <= LONGEST;
    if !wanted || options.release != Release::newest() {
        return;
    }
    let check = |text: &str| check_bytes("fuzz.yaml", text.as_bytes(), options);
    let Mended { text: mended, report: after, fixed, .. } = mend(text, check);
    assert!(errors(&after) <= errors(report), "--- mended:\n{mended}");
    assert_eq!(fixed.is_empty(), mended == text, "{fixed:?}\n--- mended:\n{mended}");
    assert_eq!(mend(&mended, check).text, mended, "--- before:\n{text}");
}

/// Comments hide no errors of shape: not those that stand there, and not one that is put above everything.
fn comments_hide_what_they_may(bytes: &[u8], report: &Report, options: &Options) {
    comments_hide_no_errors_of_shape(report);
    if bytes.starts_with(b"\xEF\xBB\xBF") || std::str::from_utf8(bytes).is_err() {
        // With a comment before it, this is another text.
        return;
    }
    let Some(first) = report.diagnostics().first() else { return };
    let comment = format!("# pclusterctl: allow[{}] fuzz\n", first.rule);
    let with = check_bytes("fuzz.yaml", &[comment.as_bytes(), bytes].concat(), options);
    assert_eq!(shape_errors(&with), shape_errors(report), "{comment}");
}

fn settings_are_read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (settings, report) = Settings::read("fuzz.toml", text);
    spans_are_in_the_text(&report);
    human(&report, &HumanOptions::default());
    assert_eq!(concise(&report).lines().count(), report.diagnostics().len());
    assert_eq!(Settings::read("fuzz.toml", text).0, settings);
}

fn what_is_valid_can_be_written(report: &Report, options: &Options) {
    if !report.is_valid() || report.has_placeholders() {
        return;
    }
    let config = report.config().expect("what is valid has a configuration");
    let yaml = match config {
        Config::Cluster(config) => to_yaml(config),
        Config::Image(config) => to_yaml(config),
    };
    let yaml = yaml.expect("a configuration can be written");
    let again = check_bytes("written.yaml", yaml.as_bytes(), options);
    assert!(again.is_valid(), "{:?}\n--- written:\n{yaml}", again.diagnostics());
    assert_eq!(again.config(), Some(config), "--- written:\n{yaml}");
}
