//! What a bucket has.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lifecycle;

/// What a bucket that exists has.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// What keeps the public out.
    pub public_access: PublicAccess,
    /// Who owns what others put there, as S3 calls it: `BucketOwnerEnforced` means that ACLs are off.
    pub ownership: Option<String>,
    /// Whether old versions of objects are kept.
    pub versioning: Versioning,
    /// The algorithm that new objects are encrypted with, as S3 calls it, such as `AES256` or `aws:kms`.
    pub encryption: Option<String>,
    /// Its policy.
    pub policy: Option<Value>,
    /// What happens to objects as they grow old.
    pub lifecycle: Lifecycle,
    /// Its tags, those of AWS included.
    pub tags: BTreeMap<String, String>,
    /// Whether it has no object, and no version of one.
    pub empty: bool,
}

/// The four switches that keep the public out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "S3 has four switches")]
pub struct PublicAccess {
    /// Public ACLs are refused.
    pub block_acls: bool,
    /// Public ACLs count for nothing.
    pub ignore_acls: bool,
    /// Public policies are refused.
    pub block_policy: bool,
    /// Public policies count for nothing.
    pub restrict_buckets: bool,
}

/// Whether old versions of objects are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Versioning {
    /// They never were.
    #[default]
    Off,
    /// They are.
    Enabled,
    /// They were once.
    Suspended,
}

impl PublicAccess {
    /// All four switches on.
    pub const BLOCKED: Self =
        Self { block_acls: true, ignore_acls: true, block_policy: true, restrict_buckets: true };

    /// The switches that are off, as S3 calls them.
    pub fn open(self) -> Vec<&'static str> {
        let switches = [
            (self.block_acls, "BlockPublicAcls"),
            (self.ignore_acls, "IgnorePublicAcls"),
            (self.block_policy, "BlockPublicPolicy"),
            (self.restrict_buckets, "RestrictPublicBuckets"),
        ];
        switches.into_iter().filter(|(on, _)| !on).map(|(_, name)| name).collect()
    }
}
