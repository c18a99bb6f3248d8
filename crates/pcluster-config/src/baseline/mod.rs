//! The problems that an old repository already has, so that only new ones are shown.
//!
//! A baseline counts the problems of each rule at each key of each file. Lines do not matter, and the items of a list
//! are told apart by their names, so that a queue added further up changes nothing:
//!
//! ```
//! use pcluster_config::baseline::Baseline;
//! use pcluster_config::{Options, check_bytes};
//!
//! let mut report = check_bytes("cluster.yaml", b"Image: { Os: alinux2023 }", &Options::default());
//! let mut baseline = Baseline::default();
//! baseline.record("cluster.yaml", &report);
//! let baseline: Baseline = baseline.to_json().parse()?;
//! assert_eq!(baseline.hide("cluster.yaml", &mut report), []);
//! assert!(report.diagnostics().is_empty());
//! assert!(!report.is_valid(), "what a baseline hides is still wrong");
//! # Ok::<(), pcluster_config::baseline::BaselineError>(())
//! ```
//!
//! Errors of shape may be in it, too: a repository has to be able to start somewhere.

mod format;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, HiddenBy, Report};
use crate::location::Step;
use crate::rules::Rulebook;
use crate::source::lasting_paths;

pub use format::BaselineError;

/// The problems that are known already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, Problems>,
}

/// How many problems there are of a rule at a key.
type Problems = BTreeMap<(String, String), usize>;

/// Problems of a baseline that are there no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Their rule.
    pub rule: String,
    /// The key, with its list items named by what they are.
    pub path: String,
    /// How many fewer there are now.
    pub count: usize,
}

impl Baseline {
    /// Records the problems that a report shows. `file` names it in the baseline; what was recorded under that name is
    /// forgotten.
    pub fn record(&mut self, file: &str, report: &Report) {
        let mut problems = Problems::new();
        for (rule, path) in keys(report) {
            *problems.entry((rule.to_owned(), path)).or_default() += 1;
        }
        self.files.remove(file);
        if !problems.is_empty() {
            self.files.insert(file.to_owned(), problems);
        }
    }

    /// Hides the problems of a report that are known already, and returns the known ones that are there no longer. What
    /// something else hides is still there.
    pub fn hide(&self, file: &str, report: &mut Report) -> Vec<Unused> {
        let Some(known) = self.files.get(file) else { return Vec::new() };
        let mut left = known.clone();
        let hidden: Vec<&Diagnostic> = report.hidden().iter().map(|hidden| &hidden.diagnostic).collect();
        let hidden = keys_of(report, &hidden);
        let mut keys = keys(report).into_iter();
        report.hide(|_| {
            let (rule, path) = keys.next()?;
            let count = left.get_mut(&(rule.to_owned(), path)).filter(|count| **count > 0)?;
            *count -= 1;
            Some(HiddenBy::Baseline)
        });
        for (rule, path) in hidden {
            if let Some(count) = left.get_mut(&(rule.to_owned(), path)) {
                *count = count.saturating_sub(1);
            }
        }
        let unused = left.into_iter().filter(|(_, count)| *count > 0);
        unused.map(|((rule, path), count)| Unused { rule, path, count }).collect()
    }

    /// How many problems it has.
    pub fn len(&self) -> usize {
        self.files.values().flat_map(BTreeMap::values).sum()
    }

    /// Whether it has no problems.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The files that have problems in it, by name.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The rules in it that do not exist, each once, by name; `book` has those that do.
    pub fn unknown_rules(&self, book: Rulebook) -> Vec<&str> {
        let rules = self.files.values().flat_map(BTreeMap::keys).map(|(rule, _)| rule.as_str());
        let mut unknown: Vec<&str> = rules.filter(|rule| book.reportable(rule).is_none()).collect();
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }
}

/// What tells the shown problems of a report apart, in their order.
fn keys(report: &Report) -> Vec<(&'static str, String)> {
    keys_of(report, &report.diagnostics().iter().collect::<Vec<_>>())
}

/// What tells problems of a report apart, in their order.
fn keys_of(report: &Report, diagnostics: &[&Diagnostic]) -> Vec<(&'static str, String)> {
    let paths: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.path).collect();
    // Only items of lists have names that have to be looked for in the text.
    let has_items = paths.iter().any(|path| path.steps().iter().any(|step| matches!(step, Step::Index(_))));
    let paths = match report.text().filter(|_| has_items) {
        Some(text) => lasting_paths(text, &paths),
        None => paths.iter().map(|path| path.pattern()).collect(),
    };
    diagnostics.iter().map(|diagnostic| diagnostic.rule).zip(paths).collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
