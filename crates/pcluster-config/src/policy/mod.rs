//! Which problems are shown, and how bad they are held to be.
//!
//! A [`Policy`] comes from the settings of a project ([`crate::settings`]), from the arguments of one run, or from
//! both. It never touches an error of shape: for that, the official tool refuses the file whatever is set here.
//!
//! ```
//! use pcluster_config::policy::{Level, Policy};
//! use pcluster_config::{Options, check_bytes};
//!
//! let mut policy = Policy::default();
//! policy.set_level("loose-form", Level::Off)?;
//! let mut report = check_bytes("cluster.yaml", b"Image: { Os: alinux2023 }", &Options::default());
//! policy.apply(&mut report);
//! assert!(!report.is_valid());
//! # Ok::<(), pcluster_config::policy::RuleNameError>(())
//! ```

mod suppression;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, HiddenBy, Report, Severity};
use crate::known::instead_of_validator;
use crate::rules::{RuleInfo, Rulebook, rules_of_validator};

pub use suppression::{Suppression, SuppressionError};

/// How bad the problems of a rule are held to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are not shown.
    Off,
    /// They are shown with this severity.
    Shown(Severity),
}

impl Level {
    /// All levels as they are written, the least first.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("off", Self::Off),
        ("info", Self::Shown(Severity::Info)),
        ("warning", Self::Shown(Severity::Warning)),
        ("error", Self::Shown(Severity::Error)),
    ];
}

/// A rule that cannot be treated as was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleNameError {
    /// No rule has this id.
    #[error("there is no rule `{id}`{}", near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default())]
    Unknown {
        /// What was given.
        id: String,
        /// What was probably meant.
        near: Option<&'static str>,
    },
    /// It is the name of an official validator.
    #[error("`{name}` is an official validator and no rule{}", or_suppress(rules))]
    Validator {
        /// What was given.
        name: String,
        /// The rules that say the same.
        rules: Vec<&'static str>,
    },
    /// The rule reports errors of shape.
    #[error("`{id}` cannot be hidden: the official tool refuses a file with such an error")]
    ShapeError {
        /// The rule.
        id: &'static str,
    },
}

/// Which problems are shown, and how bad they are held to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The rules that it may name.
    book: Rulebook,
    levels: BTreeMap<&'static str, Level>,
    selected: Option<BTreeSet<&'static str>>,
    ignored: BTreeSet<&'static str>,
    suppressed: BTreeSet<Suppression>,
}

impl Policy {
    /// A policy that may name the rules of a book, and changes nothing yet; by default those about configurations.
    #[must_use]
    pub fn of(book: Rulebook) -> Self {
        Self { book, ..Self::default() }
    }

    /// Sets how bad the problems of a rule are held to be.
    pub fn set_level(&mut self, id: &str, level: Level) -> Result<(), RuleNameError> {
        let rule = find(self.book, id)?;
        if rule.is_shape_error() {
            // It is an error anyway.
            return if level == Level::Shown(Severity::Error) { Ok(()) } else { Err(shape_error(&rule)) };
        }
        self.levels.insert(rule.id, level);
        Ok(())
    }

    /// Shows the problems of this rule, and of others only if they are selected, too. It wins over [`Level::Off`].
    /// Errors of shape are always shown.
    pub fn select(&mut self, id: &str) -> Result<(), RuleNameError> {
        let rule = find(self.book, id)?;
        self.selected.get_or_insert_default().insert(rule.id);
        Ok(())
    }

    /// Leaves the problems of a rule out.
    pub fn ignore(&mut self, id: &str) -> Result<(), RuleNameError> {
        let rule = find(self.book, id)?;
        if rule.is_shape_error() {
            return Err(shape_error(&rule));
        }
        self.ignored.insert(rule.id);
        Ok(())
    }

    /// Leaves out what an official validator says.
    pub fn suppress(&mut self, suppression: Suppression) {
        self.suppressed.insert(suppression);
    }

    /// This policy, and another one on top of it, which wins.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.levels.extend(&other.levels);
        if other.selected.is_some() {
            self.selected.clone_from(&other.selected);
        }
        self.ignored.extend(&other.ignored);
        self.suppressed.extend(other.suppressed.iter().cloned());
        self
    }

    /// Hides and re-weighs the problems of a report.
    pub fn apply(&self, report: &mut Report) {
        if self.changes_nothing() {
            return;
        }
        for diagnostic in report.diagnostics.iter_mut().filter(|diagnostic| !diagnostic.is_shape_error()) {
            if let Some(Level::Shown(severity)) = self.levels.get(diagnostic.rule) {
                diagnostic.severity = *severity;
            }
        }
        report.hide(|diagnostic| self.hides(diagnostic));
        report.sort();
    }

    fn changes_nothing(&self) -> bool {
        self.levels.is_empty()
            && self.selected.is_none()
            && self.ignored.is_empty()
            && self.suppressed.is_empty()
    }

    fn hides(&self, diagnostic: &Diagnostic) -> Option<HiddenBy> {
        if diagnostic.is_shape_error() {
            return None;
        }
        let rule = diagnostic.rule;
        let is_selected = self.selected.as_ref().map(|selected| selected.contains(rule));
        if is_selected == Some(false) || self.ignored.contains(rule) {
            return Some(HiddenBy::Selection);
        }
        if is_selected.is_none() && self.levels.get(rule) == Some(&Level::Off) {
            return Some(HiddenBy::Settings);
        }
        let official = diagnostic.official?;
        self.suppressed
            .iter()
            .any(|suppression| suppression.covers(official))
            .then_some(HiddenBy::SuppressedValidator)
    }
}

fn find(book: Rulebook, id: &str) -> Result<RuleInfo, RuleNameError> {
    book.reportable(id).ok_or_else(|| match rules_of_validator(id) {
        Some(rules) => RuleNameError::Validator { name: id.to_owned(), rules },
        None => RuleNameError::Unknown { id: id.to_owned(), near: book.nearest(id) },
    })
}

fn or_suppress(rules: &[&'static str]) -> String {
    instead_of_validator(rules).map(|words| format!(": {words}")).unwrap_or_default()
}

fn shape_error(rule: &RuleInfo) -> RuleNameError {
    RuleNameError::ShapeError { id: rule.id }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
