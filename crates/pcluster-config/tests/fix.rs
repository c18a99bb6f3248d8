//! Mended texts: what is changed, and that nothing else is.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::cell::RefCell;
use std::collections::BTreeSet;

use fixture::all;
use pcluster_config::diagnostic::Severity;
use pcluster_config::fix::{Mended, mend};
use pcluster_config::{Options, Report, check_bytes};
use proptest::prelude::{Strategy, any, proptest};
use proptest::sample::Index;
use proptest::test_runner::Config;

fn check(text: &str) -> Report {
    check_bytes("cluster.yaml", text.as_bytes(), &Options::default())
}

fn errors(report: &Report) -> usize {
    report.diagnostics().iter().filter(|problem| problem.severity == Severity::Error).count()
}

#[test]
fn slips_are_mended_and_what_is_no_slip_stays() {
    let sound = fixture::one("base.yaml").text().to_owned();
    for (from, to, mended) in [
        ("InstanceType: c5.large\n  Net", "Instancetype: c5.large  # head\n  Net", true),
        ("    - Name: compute", "    - name: compute", true),
        ("Scheduler: slurm", "Scheduler: Slurm", true),
        ("        - Name: c5", "        - Name: no", true),
        ("SubnetId: ", "SubnetID: ", true),
        // Another number is no slip.
        ("alinux2023", "alinux2024", false),
        // Both keys are there: which one is meant?
        ("Scheduler: slurm", "Scheduler: slurm\n  Schedule: slurm", false),
    ] {
        let wrong = sound.replacen(from, to, 1);
        assert_ne!(wrong, sound);
        for wrong in [
            wrong.clone(),
            wrong.replace('\n', "\r\n"),
            format!("\u{feff}{wrong}"),
            wrong.replace(":\n", ":  \n"),
        ] {
            let Mended { text, report, fixed, undone } = mend(&wrong, check);
            assert_eq!(report.is_valid(), mended, "{text}");
            assert_eq!(text != wrong, mended, "{text}");
            assert_eq!(fixed.len(), usize::from(mended));
            assert_eq!(undone, 0);
            assert_eq!(text.matches('\r').count(), wrong.matches('\r').count());
        }
    }
}

#[test]
fn a_key_that_changes_nothing_goes_with_its_lines_only() {
    let sound = fixture::one("base.yaml").text().to_owned();
    let queue = "        SubnetIds:\n";
    let group = |id: &str| {
        sound.replacen(
            queue,
            &format!(
                "        PlacementGroup:\n          Enabled: true\n{id}          Name: mine # both\n{queue}"
            ),
            1,
        )
    };
    for line_end in ["\n", "\r\n"] {
        let wrong = group("          Id: mine # once\n").replace('\n', line_end);
        let kept = mend(&wrong, check);
        assert_eq!(kept.text, wrong, "a comment is nobody's to remove");
        let wrong = group("          Id: mine\n").replace('\n', line_end);
        let mended = mend(&wrong, check);
        assert_eq!(mended.text, group("").replace('\n', line_end));
        assert!(mended.report.is_valid());
        let other = group("          Id: another\n").replace('\n', line_end);
        assert_eq!(mend(&other, check).text, other);
    }
}

#[test]
fn slips_in_a_section_whose_name_is_a_slip_are_mended_with_it() {
    let sound = fixture::one("base.yaml").text().to_owned();
    let mut wrong = sound.clone();
    for (from, to) in [
        ("HeadNode:", "HeadNod:"),
        ("  InstanceType: c5.large\n  Networking", "  InstanceTyp: c5.large\n  networking"),
        ("SubnetId:", "SubnetID:"),
        ("Scheduling:", "Schedulin:"),
        ("SlurmQueues:", "SlurmQueue:"),
        ("Scheduler: slurm", "Scheduler: Slurm"),
        ("ComputeResources:", "ComputeResource:"),
        ("- Name: c5", "- Nam: c5"),
    ] {
        assert!(wrong.contains(from), "{from}");
        wrong = wrong.replacen(from, to, 1);
    }
    let Mended { text, fixed, undone, .. } = mend(&wrong, check);
    assert_eq!(text, sound);
    assert_eq!((fixed.len(), undone), (9, 0));
}

#[test]
fn a_fix_that_uncovers_more_errors_is_undone() {
    let sound = fixture::one("base.yaml").text().to_owned();
    let with =
        sound.replace("HeadNode:\n", "HeadNode:\n  LocalStorag: { RootVolume: 5, EphemeralVolume: 7 }\n");
    let Mended { text, report, undone, .. } = mend(&with, check);
    assert_eq!(text, with);
    assert_eq!(undone, 1);
    assert!(errors(&report) > 0);
}

/// The numbers of the lines on which something was to be fixed, in any round.
fn mend_and_watch(text: &str) -> (Mended, BTreeSet<usize>) {
    let touched = RefCell::new(BTreeSet::new());
    let mended = mend(text, |text| {
        let report = check(text);
        let edits =
            report.diagnostics().iter().filter_map(|problem| problem.fix.as_ref()).flat_map(|fix| &fix.edits);
        for edit in edits {
            assert!(!edit.text.contains(['\n', '\r']));
            touched.borrow_mut().extend(report.position(edit.span.start).map(|place| place.line));
        }
        report
    });
    (mended, touched.into_inner())
}

fn assert_only_touched_lines_change(before: &str, after: &str, touched: &BTreeSet<usize>) {
    let (before, after): (Vec<_>, Vec<_>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    assert_eq!(before.len(), after.len());
    for (number, (before, after)) in before.iter().zip(&after).enumerate() {
        if !touched.contains(&(number + 1)) {
            assert_eq!(before, after);
        }
        let ending = |line: &str| line.trim_end_matches(['\n', '\r', ' ']).len().abs_diff(line.len());
        assert_eq!(ending(before), ending(after));
    }
}

#[test]
fn nothing_changes_in_the_fixtures_but_what_is_mended() {
    for file in all("broken").iter().filter(|file| std::str::from_utf8(&file.bytes).is_ok()) {
        let text = file.text();
        let (mended, touched) = mend_and_watch(text);
        assert_only_touched_lines_change(text, &mended.text, &touched);
        assert!(errors(&mended.report) <= errors(&check(text)), "{}", file.name);
        assert_eq!(mended.text == text, mended.fixed.is_empty(), "{}", file.name);
    }
}

/// Slips: a letter of a random word is left out, doubled or changes its case.
fn slips() -> impl Strategy<Value = Vec<(Index, u8)>> {
    proptest::collection::vec((any::<Index>(), 0_u8..3), 0..8)
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(150) })]

    #[test]
    fn mending_changes_only_what_it_says_and_has_an_end(slips in slips(), crlf in any::<bool>(), bom in any::<bool>()) {
        let mut text = fixture::one("clusters/gpu-training.yaml").text().to_owned();
        for (at, slip) in slips {
            let letters: Vec<usize> =
                text.char_indices().filter(|(_, letter)| letter.is_ascii_alphabetic()).map(|(at, _)| at).collect();
            let at = letters[at.index(letters.len())];
            let letter = text.as_bytes()[at] as char;
            let other = match slip {
                0 => String::new(),
                1 => format!("{letter}{letter}"),
                _ if letter.is_ascii_lowercase() => letter.to_ascii_uppercase().to_string(),
                _ => letter.to_ascii_lowercase().to_string(),
            };
            text.replace_range(at..=at, &other);
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom {
            text.insert(0, '\u{feff}');
        }
        let (mended, touched) = mend_and_watch(&text);
        assert_only_touched_lines_change(&text, &mended.text, &touched);
        assert!(errors(&mended.report) <= errors(&check(&text)));
        assert_eq!(mend(&mended.text, check).text, mended.text, "mending twice is mending once");
    }
}
