//! What was found, in one line for people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use pcluster_config::Report;
use pcluster_config::baseline::Unused;
use pcluster_config::diagnostic::{HiddenBy, Severity};

use super::baseline::counted;
use super::check::Checked;

/// Files that are not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// The settings say so.
    pub(super) excluded: usize,
    /// Their settings cannot be used.
    pub(super) unusable: usize,
}

/// One line about all files.
pub(super) fn line(reports: &[Report], left_out: LeftOut) -> String {
    let mut line = format!("checked {}", counted(reports.len(), "file"));
    let releases: BTreeSet<_> = reports.iter().map(Report::release).collect();
    let releases: Vec<&str> = releases.iter().map(|release| release.as_str()).collect();
    if !releases.is_empty() {
        // Writing to a text does not fail.
        let _ = write!(line, " for ParallelCluster {}: {}", listed(&releases), found(reports));
    }
    for (count, why) in
        [(left_out.excluded, "the settings exclude"), (left_out.unusable, "wrong settings keep back")]
    {
        if count > 0 {
            let _ = write!(line, "; {why} {}", counted(count, "file"));
        }
    }
    let templates = reports.iter().filter(|report| report.has_placeholders()).count();
    if templates > 0 {
        line.push_str(match (templates, reports.len()) {
            (1, 1) => "; it is a template: its placeholders stand for values that are not checked",
            _ => "; placeholders in templates stand for values that are not checked",
        });
    }
    line
}

/// How much was found, and how much of it is hidden, in words.
pub(in crate::commands) fn found(reports: &[Report]) -> String {
    let count = |severity| {
        let shown = reports.iter().flat_map(Report::diagnostics);
        shown.filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (count(severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| match severity {
            Severity::Info => format!("{count} to know"),
            _ => counted(count, severity.as_str()),
        })
        .collect();
    let hidden = hidden(reports);
    match (found.is_empty(), hidden.is_empty()) {
        (true, true) => "nothing is wrong".to_owned(),
        (false, true) => found.join(", "),
        (true, false) => format!("nothing else is wrong; hidden: {hidden}"),
        (false, false) => format!("{}; hidden: {hidden}", found.join(", ")),
    }
}

/// How many problems are hidden, by what hides them.
fn hidden(reports: &[Report]) -> String {
    let mut counts: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for hidden in reports.iter().flat_map(Report::hidden) {
        let (order, name) = match hidden.by {
            HiddenBy::Comment { .. } => (0, "comments"),
            HiddenBy::Settings => (1, "settings"),
            HiddenBy::Selection => (2, "--select and --ignore"),
            HiddenBy::SuppressedValidator => (3, "suppressed validators"),
            HiddenBy::Baseline => (4, "the baseline"),
            _ => (5, "other means"),
        };
        counts.entry(order).or_insert((0, name)).0 += 1;
    }
    let counts = counts.values().map(|(count, name)| format!("{count} by {name}"));
    counts.collect::<Vec<_>>().join(", ")
}

/// How much was fixed, or could be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fixed {
    problems: usize,
    files: usize,
    /// Fixes that would have made it worse.
    undone: usize,
}

/// How much was fixed, or could be.
pub(super) fn fixed(checked: &[Checked]) -> Fixed {
    let mended = || checked.iter().filter_map(|one| one.mended.as_ref());
    Fixed {
        problems: mended().map(|mended| mended.fixed.len()).sum(),
        files: mended().filter(|mended| !mended.fixed.is_empty()).count(),
        undone: mended().map(|mended| mended.undone).sum(),
    }
}

impl Fixed {
    /// What was fixed, and what was left as it was.
    pub(super) fn lines(self) -> impl Iterator<Item = String> {
        let fixed = (self.problems > 0).then(|| {
            format!("fixed {} in {}", counted(self.problems, "problem"), counted(self.files, "file"))
        });
        let undone = (self.undone > 0).then(|| {
            let these = if self.undone == 1 { "1 fix was" } else { &format!("{} fixes were", self.undone) };
            format!("{these} not applied: there would be more errors than before")
        });
        fixed.into_iter().chain(undone)
    }
}

/// What could be fixed, and what would be left of the problems. `after` are the reports as they would be then.
pub(super) fn to_fix(fixed: Fixed, after: &[Report]) -> String {
    let left = after.iter().map(|report| report.diagnostics().len()).sum();
    let left = if left == 0 { "nothing".to_owned() } else { counted(left, "problem") };
    match fixed.problems {
        0 if after.iter().all(|report| report.diagnostics().is_empty()) => {
            "there is nothing to fix".to_owned()
        }
        0 => format!("there is nothing that --fix can do about {left}"),
        problems => format!(
            "{} in {} can be fixed with --fix; {left} would be left",
            counted(problems, "problem"),
            counted(fixed.files, "file")
        ),
    }
}

/// What the baseline has and the files have not, with the files.
pub(super) fn unused(checked: &[Checked]) -> Vec<(String, Unused)> {
    let each = checked.iter().flat_map(|one| {
        let name = one.report.file();
        one.unused.iter().flatten().map(|unused| (name.to_owned(), unused.clone()))
    });
    each.collect()
}

/// Names in one text.
fn listed(names: &[&str]) -> String {
    match names {
        [names @ .., last] if !names.is_empty() => format!("{} and {last}", names.join(", ")),
        names => names.join(""),
    }
}
