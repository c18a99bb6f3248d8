//! Relations between keys. What one key alone must be is an attribute of the model.
//!
//! A rule is one small file: its documentation holds examples that fire and examples that are quiet, `RULE` says
//! what it is, and `check` looks at one subject. The engine brings every subject of a configuration to every
//! rule, also from a configuration that has errors elsewhere.

mod engine;

use crate::diagnostic::Severity;

#[allow(unused_imports, reason = "rules to come use them")]
pub(crate) use engine::{
    At, Check, DesktopView, Event, Facts, Finding, IamView, InstanceUse, Locate, NameView, NodeRole, Pool,
    Queue, Resource, ScriptView, SecurityGroupView, Storage, TagView, UrlView, VolumeOwner, VolumeView, judge_cluster,
    judge_image,
};

/// A rule.
pub(crate) struct RuleDef {
    /// Its id, which is also the name of its file.
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    /// The official validator that says the same.
    pub(crate) official: Option<&'static str>,
    pub(crate) check: Check,
}

/// A rule with the text of its file, whose head is its documentation.
pub(crate) struct RuleEntry {
    pub(crate) rule: &'static RuleDef,
    source: &'static str,
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
use rules;

mod aws_batch;
mod cluster;
mod compute_resource;
mod desktop;
mod dev_settings;
mod directory_service;
mod iam;
mod image;
mod limits;
mod monitoring;
mod naming;
mod networking;
mod region;
mod scheduling;
mod secrets;
mod slurm_settings;
mod ssh;
mod storage;
mod tags;
mod urls;

/// The folders of rules, by subject.
const FOLDERS: &[&[RuleEntry]] = &[
    aws_batch::RULES,
    cluster::RULES,
    compute_resource::RULES,
    desktop::RULES,
    dev_settings::RULES,
    directory_service::RULES,
    iam::RULES,
    image::RULES,
    limits::RULES,
    monitoring::RULES,
    naming::RULES,
    networking::RULES,
    region::RULES,
    scheduling::RULES,
    secrets::RULES,
    slurm_settings::RULES,
    ssh::RULES,
    storage::RULES,
    tags::RULES,
    urls::RULES,
];

/// All rules, by folder.
pub(crate) fn entries() -> impl Iterator<Item = &'static RuleEntry> {
    FOLDERS.iter().copied().flatten()
}

/// What there is to know about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleInfo {
    /// Its id.
    pub id: &'static str,
    /// How bad what it finds is.
    pub severity: Severity,
    /// The official validator that says the same.
    pub official: Option<&'static str>,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// What it is about.
    pub subject: &'static str,
    source: &'static str,
}

impl RuleInfo {
    /// Its documentation in Markdown, with examples that are tested: of what is wrong, and of what is right.
    pub fn documentation(&self) -> String {
        let mut text = String::new();
        for line in self.source.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            let line = match line.strip_prefix("```yaml ") {
                Some(options) => {
                    text.push_str(if options.starts_with("fires") { "Wrong" } else { "Right" });
                    match options
                        .split_whitespace()
                        .find(|option| option.starts_with(|first: char| first.is_ascii_digit()))
                    {
                        Some(release) => text.push_str(&format!(", for release {release}:\n\n")),
                        None => text.push_str(":\n\n"),
                    }
                    "```yaml"
                }
                None => line,
            };
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// All rules, by id.
///
/// ```
/// use pcluster_config::rules;
///
/// let rule = rules::all().into_iter().find(|rule| rule.id == "duplicate-tag").unwrap();
/// assert!(rule.documentation().contains("Wrong:"));
/// ```
pub fn all() -> Vec<RuleInfo> {
    let mut rules: Vec<RuleInfo> = entries().map(RuleEntry::info).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}

impl RuleEntry {
    fn info(&self) -> RuleInfo {
        let RuleDef { id, severity, official, check } = self.rule;
        let summary = self.source.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or(id);
        RuleInfo {
            id,
            severity: *severity,
            official: *official,
            summary,
            subject: check.subject(),
            source: self.source,
        }
    }
}
