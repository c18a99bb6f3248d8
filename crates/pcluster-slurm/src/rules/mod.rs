//! Rules about jobs.
//!
//! A rule is one small file: its documentation holds examples that fire and examples that are quiet, `RULE` says what it
//! is, and `check` looks at one subject. The engine brings every subject of a job to every rule.

mod engine;
mod launch;

use pcluster_config::diagnostic::Severity;
use pcluster_config::rules::{RuleInfo, Rulebook};

use crate::check::KINDS;

pub(crate) use engine::{
    Check, ContainerView, Finding, RequestView, ScriptView, StepView, VariableView, amount, place,
};
pub use engine::{Facts, judge};
pub(crate) use launch::is_handed_out;
pub(crate) use secrets::places as secret_places;

/// A rule.
pub(crate) struct RuleDef {
    /// Its id, which is also the name of its file.
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    pub(crate) check: Check,
}

/// A rule with the text of its file, whose head is its documentation.
pub(crate) struct RuleEntry {
    pub(crate) rule: &'static RuleDef,
    source: &'static str,
}

impl RuleEntry {
    const fn info(&self) -> RuleInfo {
        let RuleDef { id, severity, check } = self.rule;
        RuleInfo::of_source(id, *severity, check.subject(), self.source)
    }
}

/// Declares the rules of a folder, each by the name of its file: the one line that a new rule needs.
macro_rules! rules {
    ($($name:ident,)+) => {
        $(mod $name;)+

        /// The rules of this folder.
        pub(super) const RULES: &[$crate::rules::RuleEntry] = &[$($crate::rules::RuleEntry {
            rule: &$name::RULE,
            source: include_str!(concat!(stringify!($name), ".rs")),
        }),+];
    };
}

/// Declares the folders of rules.
macro_rules! folders {
    ($($folder:ident,)+) => {
        $(mod $folder;)+

        const FOLDERS: &[&[RuleEntry]] = &[$($folder::RULES),+];
    };
}

folders! {
    array,
    containers,
    cpus,
    directives,
    features,
    gpus,
    limits,
    memory,
    nccl,
    nodes,
    output,
    partition,
    rendezvous,
    secrets,
    steps,
}

/// All rules, by folder.
pub(crate) fn entries() -> impl Iterator<Item = &'static RuleEntry> {
    FOLDERS.iter().copied().flatten()
}

/// All rules: their id, severity, subject and the text of their file, whose head is their documentation.
pub fn all() -> impl Iterator<Item = (&'static str, Severity, &'static str, &'static str)> {
    entries().map(|entry| (entry.rule.id, entry.rule.severity, entry.rule.check.subject(), entry.source))
}

/// Everything that can be found in a job: the rules, and what keeps a file from being read as a job.
pub const RULES: &[RuleInfo] = &listed::<{ counted() }>();

/// The rules that settings, comments and baselines may name: those about jobs, and those about configurations.
pub const RULEBOOK: Rulebook = Rulebook::new(&[RULES]);

const fn counted() -> usize {
    let mut count = KINDS.len();
    let mut folder = 0;
    while folder < FOLDERS.len() {
        count += FOLDERS[folder].len();
        folder += 1;
    }
    count
}

/// The lists one after the other, which only loops can do at compile time.
const fn listed<const N: usize>() -> [RuleInfo; N] {
    let mut list = [KINDS[0]; N];
    let mut at = 0;
    while at < KINDS.len() {
        list[at] = KINDS[at];
        at += 1;
    }
    let mut folder = 0;
    while folder < FOLDERS.len() {
        let mut rule = 0;
        while rule < FOLDERS[folder].len() {
            list[at] = FOLDERS[folder][rule].info();
            at += 1;
            rule += 1;
        }
        folder += 1;
    }
    list
}
