//! What would be changed in a bucket.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::error::MAX_POLICY_BYTES;
use super::lifecycle::{ABORT_UPLOADS_DAYS, EXPIRE_VERSIONS_DAYS, Rule};
use super::policy::{merged, partition, public_statements};
use super::{BucketError, BucketName, PublicAccess, Settings, Versioning};

/// The tag that says whether a bucket was `created` or `adopted` here.
pub const TAG: &str = "pclusterctl:data-bucket";

/// The bucket that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its name.
    pub bucket: BucketName,
    /// The account that it belongs to.
    pub account: String,
    /// The region that it is in.
    pub region: String,
    /// Tags that it gets beside the one of ours. They replace those of the same keys.
    pub tags: BTreeMap<String, String>,
}

/// What would be changed, in the order in which it is.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Plan {
    /// The bucket.
    pub bucket: BucketName,
    /// The account that it belongs to.
    pub account: String,
    /// The region that it is in.
    pub region: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The changes; none where nothing is to be done.
    pub changes: Vec<Change>,
    /// What else to know before the changes are made, a sentence each.
    pub warnings: Vec<String>,
}

/// Where a bucket comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// It does not exist yet.
    New,
    /// It was created here, or it is as empty as if it had just been.
    Created,
    /// Somebody else has made it.
    Adopted,
}

/// A change to a bucket.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(tag = "change", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum Change {
    /// It is created, without ACLs.
    Create,
    /// It gets tags.
    Tag {
        /// The tags that are new or get another value.
        tags: BTreeMap<String, String>,
        /// All tags, since S3 replaces them all.
        #[serde(skip)]
        all: BTreeMap<String, String>,
    },
    /// ACLs are switched off: what others put there belongs to the bucket's owner.
    DisableAcls {
        /// What holds now, as S3 calls it.
        from: Option<String>,
    },
    /// Its policy refuses requests without TLS.
    RequireTls {
        /// The whole policy, with all the statements it had.
        policy: Value,
        /// How many statements of others it has.
        kept: usize,
    },
    /// The public is kept out, whatever a policy or an ACL says.
    BlockPublicAccess {
        /// The switches that are off now, as S3 calls them.
        open: Vec<&'static str>,
    },
    /// New objects are encrypted with keys of S3.
    Encrypt,
    /// Old versions are kept when objects are overwritten or deleted.
    EnableVersioning {
        /// What holds now.
        from: Versioning,
    },
    /// It gets rules about objects that grow old.
    AddLifecycleRules {
        /// The rules.
        rules: Vec<Rule>,
        /// How many rules of others it has.
        kept: usize,
        /// All that it has now.
        #[serde(skip)]
        lifecycle: super::Lifecycle,
    },
}

impl Plan {
    /// Whether somebody has to agree before the changes are made: others may rely on what the bucket is now.
    pub fn needs_consent(&self) -> bool {
        self.origin == Origin::Adopted && !self.changes.is_empty()
    }
}

/// What would be changed to bring a bucket from what it has (`None` where it does not exist) to what it should have.
pub fn plan(wanted: &Wanted, found: Option<&Settings>) -> Result<Plan, BucketError> {
    let nothing = Settings::default();
    let origin = origin(found);
    let found = found.unwrap_or(&nothing);
    let mut changes = Vec::new();
    if origin == Origin::New {
        changes.push(Change::Create);
    }
    changes.extend(tags(wanted, found, origin));
    // A new bucket is created without ACLs.
    if origin != Origin::New && found.ownership.as_deref() != Some("BucketOwnerEnforced") {
        changes.push(Change::DisableAcls { from: found.ownership.clone() });
    }
    // Before the public is kept out: S3 then refuses to write a policy that lets it in, even one that did before.
    changes.extend(tls(wanted, found)?);
    if found.public_access != PublicAccess::BLOCKED {
        changes.push(Change::BlockPublicAccess { open: found.public_access.open() });
    }
    // Whatever encrypts already is as strict or stricter.
    if found.encryption.is_none() {
        changes.push(Change::Encrypt);
    }
    if found.versioning != Versioning::Enabled {
        changes.push(Change::EnableVersioning { from: found.versioning });
    }
    let rules = found.lifecycle.missing();
    if !rules.is_empty() {
        let kept = found.lifecycle.rules.len();
        changes.push(Change::AddLifecycleRules { rules, kept, lifecycle: found.lifecycle.clone() });
    }
    // A bucket that is as it should be is not touched to say whose it is.
    if let (Origin::Adopted, [Change::Tag { tags, .. }]) = (origin, changes.as_slice())
        && tags.keys().eq([TAG])
    {
        changes.clear();
    }
    let warnings = if origin == Origin::Adopted { warnings(found, &changes) } else { Vec::new() };
    Ok(Plan {
        bucket: wanted.bucket.clone(),
        account: wanted.account.clone(),
        region: wanted.region.clone(),
        origin,
        changes,
        warnings,
    })
}

fn origin(found: Option<&Settings>) -> Origin {
    let Some(found) = found else { return Origin::New };
    // Left by a run that ended before it could set the tag, or of no use to anybody yet.
    let is_bare =
        found.empty && found.tags.is_empty() && found.policy.is_none() && found.lifecycle.is_empty();
    let is_created = found.tags.get(TAG).is_some_and(|made| made == "created");
    if is_created || is_bare { Origin::Created } else { Origin::Adopted }
}

fn tags(wanted: &Wanted, found: &Settings, origin: Origin) -> Option<Change> {
    let ours = if origin == Origin::Adopted { "adopted" } else { "created" };
    let mut tags = wanted.tags.clone();
    tags.entry(TAG.to_owned()).or_insert_with(|| ours.to_owned());
    tags.retain(|key, value| found.tags.get(key) != Some(value));
    let mut all = found.tags.clone();
    all.extend(tags.clone());
    (!tags.is_empty()).then_some(Change::Tag { tags, all })
}

fn tls(wanted: &Wanted, found: &Settings) -> Result<Option<Change>, BucketError> {
    let bucket = &wanted.bucket;
    let Some(policy) = merged(found.policy.as_ref(), partition(&wanted.region), bucket.as_str()) else {
        return Ok(None);
    };
    let bytes = policy.to_string().len();
    if bytes > MAX_POLICY_BYTES {
        return Err(BucketError::PolicyTooLong { bucket: bucket.clone(), bytes });
    }
    let kept = policy["Statement"].as_array().map_or(0, |statements| statements.len().saturating_sub(1));
    Ok(Some(Change::RequireTls { policy, kept }))
}

fn warnings(found: &Settings, changes: &[Change]) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(stack) = found.tags.get("aws:cloudformation:stack-name")
        && !changes.is_empty()
    {
        warnings.push(format!(
            "the stack `{stack}` has made this bucket: an update of the stack may undo these changes"
        ));
    }
    for change in changes {
        match change {
            Change::BlockPublicAccess { .. } => {
                let public = found.policy.as_ref().map(public_statements).unwrap_or_default();
                if !public.is_empty() {
                    let (public, verb) = (public.join(", "), if public.len() == 1 { "lets" } else { "let" });
                    warnings.push(format!(
                        "statement {public} of the bucket policy {verb} everybody in: that ends when public access is blocked"
                    ));
                }
            }
            Change::DisableAcls { .. } => warnings.push(
                "whoever reads objects because of an ACL no longer can: ACLs count for nothing once they are off".to_owned(),
            ),
            Change::AddLifecycleRules { rules, .. }
                if rules.contains(&Rule::ExpireNoncurrentVersions) && found.versioning != Versioning::Off =>
            {
                warnings.push(format!(
                    "old versions that exist already are deleted too, once they have not been current for {EXPIRE_VERSIONS_DAYS} days"
                ));
            }
            _ => {}
        }
    }
    warnings
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let others = |kept: usize, what: &str| match kept {
            0 => String::new(),
            1 => format!("; 1 other {what} is kept"),
            _ => format!("; {kept} other {what}s are kept"),
        };
        match self {
            Self::Create => f.write_str("create the bucket"),
            Self::Tag { tags, .. } => {
                let tags: Vec<_> = tags.iter().map(|(key, value)| format!("{key}={value}")).collect();
                write!(f, "set the tag{} {}", if tags.len() == 1 { "" } else { "s" }, tags.join(", "))
            }
            Self::DisableAcls { from: Some(from) } => {
                write!(f, "switch ACLs off (BucketOwnerEnforced instead of {from})")
            }
            Self::DisableAcls { from: None } => f.write_str("switch ACLs off (BucketOwnerEnforced)"),
            Self::RequireTls { kept, .. } => {
                write!(f, "refuse requests without TLS, by the bucket policy{}", others(*kept, "statement"))
            }
            Self::BlockPublicAccess { open } if open.len() == 4 => f.write_str("block public access"),
            Self::BlockPublicAccess { open } => {
                write!(f, "block public access where it is not yet: {}", open.join(", "))
            }
            Self::Encrypt => f.write_str("encrypt new objects (SSE-S3)"),
            Self::EnableVersioning { from: Versioning::Suspended } => {
                f.write_str("keep old versions of objects again (versioning is suspended)")
            }
            Self::EnableVersioning { .. } => f.write_str("keep old versions of objects (versioning)"),
            Self::AddLifecycleRules { rules, kept, .. } => {
                let rules: Vec<_> = rules
                    .iter()
                    .map(|rule| match rule {
                        Rule::AbortIncompleteUploads => {
                            format!("uploads that were never completed after {ABORT_UPLOADS_DAYS} days")
                        }
                        Rule::ExpireNoncurrentVersions => {
                            format!("old versions after {EXPIRE_VERSIONS_DAYS} days")
                        }
                    })
                    .collect();
                write!(f, "remove {}{}", rules.join(", and "), others(*kept, "lifecycle rule"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
