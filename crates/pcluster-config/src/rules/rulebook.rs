//! All rules that a caller knows, also those of other crates.

use std::fmt;

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, KINDS, ProblemKind, SETTINGS_KINDS};
use crate::known::is_official_validator;
use crate::suggest::nearest;
use crate::template::rule::KINDS as TEMPLATE_KINDS;

use super::{RuleInfo, entries};

/// How many similar ids are named.
const MOST_SIMILAR: usize = 3;

/// The rules that comments, settings, baselines and arguments may name, and that can be explained: those of
/// configurations, and those that other crates have about other things.
///
/// ```
/// use pcluster_config::diagnostic::Severity;
/// use pcluster_config::policy::{Level, Policy};
/// use pcluster_config::rules::{RuleInfo, Rulebook};
///
/// const JOBS: &[RuleInfo] =
///     &[RuleInfo::new("no-time", Severity::Warning, "Job", "A job has no `--time`.", "It gets the default.")];
/// const BOOK: Rulebook = Rulebook::new(&[JOBS]);
///
/// assert!(BOOK.find("no-time").is_some());
/// assert!(BOOK.find("duplicate-tag").is_some());
/// Policy::of(BOOK).set_level("no-time", Level::Off)?;
/// # Ok::<(), pcluster_config::policy::RuleNameError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Rulebook {
    others: &'static [&'static [RuleInfo]],
}

impl fmt::Debug for Rulebook {
    /// The documentation of all rules would fill pages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.others().map(|rule| rule.id)).finish()
    }
}

impl Rulebook {
    /// The rules about configurations alone.
    #[must_use]
    pub const fn configurations() -> Self {
        Self { others: &[] }
    }

    /// The rules about configurations, and those of other crates. No id may stand for two of them.
    #[must_use]
    pub const fn new(others: &'static [&'static [RuleInfo]]) -> Self {
        Self { others }
    }

    /// What can be found under an id.
    pub fn find(self, id: &str) -> Option<RuleInfo> {
        self.reportable(id).or_else(|| unhidden().find(|kind| kind.id == id).map(RuleInfo::of_kind))
    }

    /// Everything that can be found, by id: the kinds of problems with the text, with single keys, with templates and with
    /// the settings of this tool, and the rules.
    pub fn everything(self) -> Vec<RuleInfo> {
        let kinds = KINDS.iter().chain(unhidden()).map(RuleInfo::of_kind);
        let mut found: Vec<RuleInfo> =
            kinds.chain(entries().map(RuleInfo::of_entry)).chain(self.others().copied()).collect();
        found.sort_by_key(|rule| rule.id);
        found
    }

    /// Ids that were probably meant by one that is none, the best first.
    pub fn similar(self, id: &str) -> Vec<&'static str> {
        let ids: Vec<&'static str> = self.everything().iter().map(|rule| rule.id).collect();
        let mut found: Vec<&'static str> = nearest(id, ids.iter().copied()).into_iter().collect();
        let words: Vec<&str> = id.split('-').filter(|word| word.len() > 2).collect();
        let common =
            |other: &str| words.iter().filter(|word| other.split('-').any(|part| part == **word)).count();
        let mut others: Vec<&'static str> =
            ids.into_iter().filter(|other| common(other) > 0 && !found.contains(other)).collect();
        others.sort_by_key(|other| std::cmp::Reverse(common(other)));
        found.extend(others.into_iter().take(MOST_SIMILAR - found.len()));
        found
    }

    /// The rule of an id, if a file that is checked may be found guilty of it.
    pub(crate) fn reportable(self, id: &str) -> Option<RuleInfo> {
        let kind = || KINDS.iter().find(|kind| kind.id == id).map(RuleInfo::of_kind);
        let relation = || entries().find(|entry| entry.rule.id == id).map(RuleInfo::of_entry);
        kind().or_else(relation).or_else(|| self.others().find(|rule| rule.id == id).copied())
    }

    /// The id that was probably meant.
    pub(crate) fn nearest(self, id: &str) -> Option<&'static str> {
        let kinds = KINDS.iter().map(|ProblemKind { id, .. }| *id);
        let relations = entries().map(|entry| entry.rule.id);
        nearest(id, kinds.chain(relations).chain(self.others().map(|rule| rule.id)))
    }

    fn others(self) -> impl Iterator<Item = &'static RuleInfo> {
        self.others.iter().copied().flatten()
    }
}

/// The kinds of problems that nothing hides: those with the settings of this tool, and with templates and their values.
fn unhidden() -> impl Iterator<Item = &'static ProblemKind> {
    SETTINGS_KINDS.iter().chain(TEMPLATE_KINDS)
}

/// The rules that say what an official validator says, by the name of that, with or without `type:`. `None` if there is
/// no such validator.
pub(crate) fn rules_of_validator(name: &str) -> Option<Vec<&'static str>> {
    let name = name.strip_prefix("type:").unwrap_or(name);
    let says_the_same = |official: Option<&str>| official == Some(name) && name != CONFIG_SCHEMA_VALIDATOR;
    let rules = entries().map(|entry| entry.rule).filter(|rule| says_the_same(rule.official));
    let mut ids: Vec<&str> = rules.map(|rule| rule.id).collect();
    ids.sort_unstable();
    is_official_validator(name).then_some(ids)
}
