//! Relations between keys. What one key alone must be is an attribute of the model.
//!
//! A rule is one small file: its documentation holds examples that fire and examples that are quiet, `RULE` says
//! what it is, and `check` looks at one subject. The engine brings every subject of a configuration to every
//! rule, also from a configuration that has errors elsewhere.

mod engine;

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, KINDS, ProblemKind, SETTINGS_KINDS, Severity};
use crate::suggest::nearest;

pub(crate) use engine::{
    At, BootScript, Check, DEFAULT_REGION, DesktopView, Facts, Finding, IamView, InstanceUse, KmsKeyView,
    Locate, NameView, NodeRole, NodeView, Pool, Queue, RegionSource, Resource, ScriptView, SecurityGroupView,
    Side, SlurmParameters, Storage, TagView, TypeOf, UrlView, VolumeOwner, VolumeView, ephemeral_dirs,
    judge_cluster, judge_image, nested_storages,
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

/// Declares the folders of rules.
macro_rules! folders {
    ($($folder:ident,)+) => {
        $(mod $folder;)+

        const FOLDERS: &[&[RuleEntry]] = &[$($folder::RULES),+];
    };
}

folders! {
    aws_batch,
    bootstrap,
    capacity,
    capacity_plan,
    cluster,
    compute_resource,
    data_safety,
    desktop,
    dev_settings,
    directory_service,
    efa,
    encryption,
    fabric,
    iam,
    image,
    instance,
    lifecycle,
    limits,
    lustre,
    monitoring,
    naming,
    networking,
    node_names,
    nodes,
    observability,
    placement,
    region,
    scaling,
    scheduling,
    secrets,
    security,
    slurm_conf,
    slurm_settings,
    ssh,
    storage,
    tags,
    urls,
    volume,
}

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
    fn of_kind(kind: &ProblemKind) -> Self {
        let ProblemKind { id, severity, summary } = *kind;
        let is_shape = severity == Severity::Error && KINDS.iter().any(|kind| kind.id == id);
        let official = is_shape.then_some(CONFIG_SCHEMA_VALIDATOR);
        Self { id, severity, official, summary, subject: "Text", source: "" }
    }

    /// Its documentation in Markdown, with examples that are tested: of what is wrong, and of what is right.
    pub fn documentation(&self) -> String {
        let mut text = String::new();
        if self.source.is_empty() {
            text.push_str(self.summary);
            text.push('\n');
        }
        for line in self.source.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            let line = match line.strip_prefix("```yaml ") {
                Some(options) => {
                    text.push_str(if options.starts_with("fires") { "Wrong" } else { "Right" });
                    let is_release = |option: &&str| option.starts_with(|first: char| first.is_ascii_digit());
                    if let Some(release) = options.split_whitespace().find(is_release) {
                        text.push_str(", for release ");
                        text.push_str(release);
                    }
                    text.push_str(":\n\n");
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

/// The kinds of problems that are no rules.
fn kinds() -> impl Iterator<Item = &'static ProblemKind> {
    KINDS.iter().chain(SETTINGS_KINDS)
}

/// Everything that can be found, by id: the kinds of problems with the text, with single keys and with the settings of
/// this tool, and the rules.
pub fn everything() -> Vec<RuleInfo> {
    let mut found: Vec<RuleInfo> = kinds().map(RuleInfo::of_kind).chain(all()).collect();
    found.sort_by_key(|rule| rule.id);
    found
}

/// Ids that were probably meant by one that is none, the best first.
pub fn similar(id: &str) -> Vec<&'static str> {
    let ids: Vec<&'static str> = everything().iter().map(|rule| rule.id).collect();
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

/// How many similar ids are named.
const MOST_SIMILAR: usize = 3;

/// What can be found under an id.
///
/// ```
/// use pcluster_config::rules;
///
/// assert!(rules::find("unknown-key").is_some());
/// assert!(rules::find("no-such-rule").is_none());
/// ```
pub fn find(id: &str) -> Option<RuleInfo> {
    let rule = entries().find(|entry| entry.rule.id == id).map(RuleEntry::info);
    rule.or_else(|| kinds().find(|kind| kind.id == id).map(RuleInfo::of_kind))
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
