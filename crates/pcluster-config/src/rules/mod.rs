//! Relations between keys. What one key alone must be is an attribute of the model.
//!
//! A rule is one small file: its documentation holds examples that fire and examples that are quiet, `RULE` says
//! what it is, and `check` looks at one subject. The engine brings every subject of a configuration to every
//! rule, also from a configuration that has errors elsewhere.

mod engine;
mod info;
mod rulebook;

use crate::diagnostic::Severity;

pub use info::RuleInfo;
pub use rulebook::Rulebook;

pub(crate) use engine::{
    At, BootScript, Check, DEFAULT_REGION, DesktopView, Facts, Finding, IamView, InstanceUse, KmsKeyView,
    Locate, NameView, NodeRole, NodeView, Pool, Queue, RegionSource, Resource, ScriptView, SecurityGroupView,
    Side, SlurmParameters, Storage, TagView, TypeOf, UrlView, VolumeOwner, VolumeView, ephemeral_dirs,
    judge_cluster, judge_image, nested_storages,
};
pub(crate) use rulebook::rules_of_validator;

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

/// Everything that can be found about configurations, by id ([`Rulebook::everything`]).
pub fn everything() -> Vec<RuleInfo> {
    Rulebook::configurations().everything()
}

/// Ids that were probably meant by one that is none, the best first.
pub fn similar(id: &str) -> Vec<&'static str> {
    Rulebook::configurations().similar(id)
}

/// What can be found about configurations under an id.
///
/// ```
/// use pcluster_config::rules;
///
/// assert!(rules::find("unknown-key").is_some());
/// assert!(rules::find("no-such-rule").is_none());
/// ```
pub fn find(id: &str) -> Option<RuleInfo> {
    Rulebook::configurations().find(id)
}

/// All rules about configurations, by id.
///
/// ```
/// use pcluster_config::rules;
///
/// let rule = rules::all().into_iter().find(|rule| rule.id == "duplicate-tag").unwrap();
/// assert!(rule.documentation().contains("Wrong:"));
/// ```
pub fn all() -> Vec<RuleInfo> {
    let mut rules: Vec<RuleInfo> = entries().map(RuleInfo::of_entry).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}
