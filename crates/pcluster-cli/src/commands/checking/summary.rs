//! What was found, in one line for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use pcluster_config::Report;
use pcluster_config::diagnostic::{HiddenBy, Severity};

use crate::args::Checking;
use crate::terminal;

use super::Wanted;
use super::baseline::counted;
use super::task::Checked;

/// Files that are not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// The settings say so.
    pub(super) excluded: usize,
    /// Their settings cannot be used.
    pub(super) unusable: usize,
    /// There is nothing to hold them against.
    pub(super) without_measure: usize,
}

impl LeftOut {
    /// Whether all files could be checked that should be.
    pub(super) fn is_complete(self) -> bool {
        self.unusable == 0 && self.without_measure == 0
    }
}

/// Tells people on standard error what was done and found.
pub(super) fn tell(checked: &[Checked], left_out: LeftOut, args: &Checking, wanted: &Wanted<'_>) {
    let reports: Vec<&Report> = checked.iter().map(|one| &one.report).collect();
    let mended = Counts::of(checked);
    if args.diff {
        return terminal::complain(&mended.could_be(&reports));
    }
    if args.fix {
        mended.were().for_each(|line| terminal::complain(&line));
    }
    if !reports.is_empty() || left_out != LeftOut::default() {
        terminal::complain(&line(&reports, left_out, wanted));
    }
}

/// One line about all files.
fn line(reports: &[&Report], left_out: LeftOut, wanted: &Wanted<'_>) -> String {
    let mut line = format!("checked {}", counted(reports.len(), wanted.checked));
    if !reports.is_empty() {
        // Writing to a text does not fail.
        let _ = write!(line, " {}: {}", (wanted.against)(reports), found(reports));
    }
    for (count, why) in [
        (left_out.excluded, "the settings exclude"),
        (left_out.unusable, "wrong settings keep back"),
        (left_out.without_measure, wanted.without_measure),
    ] {
        if count > 0 {
            let _ = write!(line, "; {why} {}", counted(count, wanted.checked));
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
pub(in crate::commands) fn found(reports: &[&Report]) -> String {
    let count = |severity| {
        let shown = reports.iter().flat_map(|report| report.diagnostics());
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
fn hidden(reports: &[&Report]) -> String {
    let mut counts: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for hidden in reports.iter().flat_map(|report| report.hidden()) {
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
struct Counts {
    problems: usize,
    files: usize,
    /// Fixes that would have made it worse.
    undone: usize,
}

impl Counts {
    fn of(checked: &[Checked]) -> Self {
        let mended = || checked.iter().filter_map(|one| one.mended.as_ref());
        Self {
            problems: mended().map(|mended| mended.fixed).sum(),
            files: mended().filter(|mended| mended.fixed > 0).count(),
            undone: mended().map(|mended| mended.undone).sum(),
        }
    }

    /// What was fixed, and what was left as it was.
    fn were(&self) -> impl Iterator<Item = String> {
        let fixed = (self.problems > 0).then(|| {
            format!("fixed {} in {}", counted(self.problems, "problem"), counted(self.files, "file"))
        });
        let undone = match self.undone {
            0 => None,
            1 => Some("1 fix was not applied: there would be more errors than before".to_owned()),
            count => Some(format!("{count} fixes were not applied: there would be more errors than before")),
        };
        fixed.into_iter().chain(undone)
    }

    /// What could be fixed, and what would be left. `after` are the reports as they would be then.
    fn could_be(&self, after: &[&Report]) -> String {
        let left = after.iter().map(|report| report.diagnostics().len()).sum();
        let left = if left == 0 { "nothing".to_owned() } else { counted(left, "problem") };
        match self.problems {
            0 if left == "nothing" => "there is nothing to fix".to_owned(),
            0 => format!("there is nothing that --fix can do about {left}"),
            problems => format!(
                "{} in {} can be fixed with --fix; {left} would be left",
                counted(problems, "problem"),
                counted(self.files, "file")
            ),
        }
    }
}

/// Names in one text.
pub(in crate::commands) fn listed(names: &[&str]) -> String {
    match names {
        [names @ .., last] if !names.is_empty() => format!("{} and {last}", names.join(", ")),
        names => names.join(""),
    }
}
