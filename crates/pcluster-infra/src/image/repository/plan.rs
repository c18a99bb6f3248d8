//! What is to be done to a repository.

use std::collections::BTreeMap;
use std::fmt;

use super::lifecycle::{Lifecycle, LifecyclePlan};
use crate::image::RepositoryName;

/// The tag that tells who made a repository.
const CREATED_BY: (&str, &str) = ("created-by", "pclusterctl");

/// A repository as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RepositoryWanted {
    /// Its name.
    pub name: RepositoryName,
    /// Whether a tag, once pushed, can never point to another image. A repository that has this keeps it in any case.
    pub immutable_tags: bool,
    /// Which images are removed; `None` leaves that alone.
    pub lifecycle: Option<Lifecycle>,
    /// Whether a repository of somebody else that has no lifecycle policy gets one. Images that they count on may go.
    pub adopt_lifecycle: bool,
    /// Tags of the repository itself. Others that it has are kept.
    pub tags: BTreeMap<String, String>,
}

/// A repository as it is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct RepositoryFound {
    /// Its ARN.
    pub arn: String,
    /// What the names of its images begin with.
    pub uri: String,
    /// Whether images are scanned when they arrive.
    pub scan_on_push: bool,
    /// Whether tags can be pushed once only.
    pub immutable_tags: bool,
    /// `AES256`, `KMS` or `KMS_DSSE`. It cannot be changed.
    pub encryption: String,
    /// The text of the lifecycle policy.
    pub lifecycle: Option<String>,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

/// What would be done.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct RepositoryPlan {
    /// The repository.
    pub name: RepositoryName,
    /// What is done, in this order.
    pub steps: Vec<RepositoryStep>,
    /// What is not as it was wanted, and is kept.
    pub kept: Vec<Kept>,
}

/// A change of a repository.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "step")]
#[non_exhaustive]
pub enum RepositoryStep {
    /// Make it, with scanning and its tags.
    Create {
        /// Whether tags can be pushed once only.
        immutable_tags: bool,
        /// Its tags.
        tags: BTreeMap<String, String>,
    },
    /// Switch scanning on.
    ScanOnPush,
    /// Let tags be pushed once only.
    ImmutableTags,
    /// Set the lifecycle policy.
    Lifecycle {
        /// The policy, in the form of ECR.
        policy: serde_json::Value,
    },
    /// Add tags or change their values.
    Tag {
        /// The tags.
        tags: BTreeMap<String, String>,
    },
}

/// Something that stays as it is although something else was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kept {
    /// A lifecycle policy that somebody else wrote.
    LifecyclePolicy,
    /// All images, in a repository that somebody else made without a lifecycle policy.
    AllImages,
    /// Tags that can be pushed once only.
    ImmutableTags,
}

impl RepositoryWanted {
    /// A repository that is scanned and cleaned up.
    pub fn new(name: RepositoryName) -> Self {
        let lifecycle = Some(Lifecycle::default());
        Self { name, immutable_tags: false, lifecycle, adopt_lifecycle: false, tags: BTreeMap::new() }
    }
}

impl RepositoryPlan {
    /// Whether everything is as it should be.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether the repository does not exist yet.
    pub fn creates(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, RepositoryStep::Create { .. }))
    }
}

/// What is to be done so that what there is becomes what is wanted. Nothing becomes less safe by it.
pub fn plan(wanted: &RepositoryWanted, found: Option<&RepositoryFound>) -> RepositoryPlan {
    let mut steps = Vec::new();
    let mut kept = Vec::new();
    match found {
        None => {
            let mut tags = wanted.tags.clone();
            tags.insert(CREATED_BY.0.to_owned(), CREATED_BY.1.to_owned());
            steps.push(RepositoryStep::Create { immutable_tags: wanted.immutable_tags, tags });
        }
        Some(found) => {
            if !found.scan_on_push {
                steps.push(RepositoryStep::ScanOnPush);
            }
            match (wanted.immutable_tags, found.immutable_tags) {
                (true, false) => steps.push(RepositoryStep::ImmutableTags),
                (false, true) => kept.push(Kept::ImmutableTags),
                _ => {}
            }
            let missing: BTreeMap<String, String> = wanted
                .tags
                .iter()
                .filter(|(key, value)| found.tags.get(*key) != Some(value))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            if !missing.is_empty() {
                steps.push(RepositoryStep::Tag { tags: missing });
            }
        }
    }
    let current = found.and_then(|found| found.lifecycle.as_deref());
    let ours = found.is_none_or(|found| found.tags.get(CREATED_BY.0).is_some_and(|by| by == CREATED_BY.1));
    match wanted.lifecycle.map(|lifecycle| lifecycle.plan(current)) {
        Some(LifecyclePlan::Set(_)) if current.is_none() && !ours && !wanted.adopt_lifecycle => {
            kept.push(Kept::AllImages);
        }
        Some(LifecyclePlan::Set(policy)) => steps.push(RepositoryStep::Lifecycle { policy }),
        Some(LifecyclePlan::Foreign) => kept.push(Kept::LifecyclePolicy),
        Some(LifecyclePlan::AsWanted) | None => {}
    }
    RepositoryPlan { name: wanted.name.clone(), steps, kept }
}

impl fmt::Display for RepositoryStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |tags: &BTreeMap<String, String>| {
            tags.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::Create { immutable_tags, tags } => {
                f.write_str("create it: AES256 encryption, images scanned on push")?;
                if *immutable_tags {
                    f.write_str(", immutable tags")?;
                }
                if tags.is_empty() { Ok(()) } else { write!(f, ", tagged {}", list(tags)) }
            }
            Self::ScanOnPush => f.write_str("scan images on push"),
            Self::ImmutableTags => f.write_str("make tags immutable"),
            Self::Lifecycle { policy } => {
                let rules = policy["rules"].as_array().map(Vec::as_slice).unwrap_or_default();
                let said: Vec<&str> = rules
                    .iter()
                    .filter_map(|rule| rule["description"].as_str()?.strip_prefix("pclusterctl: "))
                    .collect();
                write!(f, "set the lifecycle policy: {}", said.join(", "))
            }
            Self::Tag { tags } => write!(f, "tag it {}", list(tags)),
        }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LifecyclePolicy => "its lifecycle policy, which has no rule of pclusterctl",
            Self::AllImages => {
                "all its images: somebody else made it, and it has no lifecycle policy (`--keep` sets one)"
            }
            Self::ImmutableTags => "its tags immutable",
        })
    }
}

#[cfg(test)]
mod tests;
