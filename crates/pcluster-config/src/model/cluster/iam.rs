//! `Iam` of the cluster and of its nodes.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::AdditionalIamPolicy;
use crate::scalar::{BucketName, InstanceProfileArn, PolicyArn, RoleArn};

/// What the head node or the nodes of a queue may do in AWS: a role or a profile of yours, or additions to
/// the role that ParallelCluster makes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct NodeIam {
    /// A role of yours in place of the one that ParallelCluster makes. Stands alone.
    #[garde(dive)]
    pub instance_role: Option<RoleArn>,
    /// Managed policies attached to the role that ParallelCluster makes.
    #[garde(dive)]
    pub additional_iam_policies: Option<Vec<AdditionalIamPolicy>>,
    /// Buckets that the role that ParallelCluster makes may read or write.
    #[garde(dive)]
    pub s3_access: Option<Vec<S3Access>>,
    /// An instance profile of yours in place of the one that ParallelCluster makes. Stands alone.
    #[garde(dive)]
    pub instance_profile: Option<InstanceProfileArn>,
}

/// What login nodes may do in AWS: a role or a profile of yours, or additions to the role that
/// ParallelCluster makes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LoginNodesIam {
    /// A role of yours in place of the one that ParallelCluster makes. Stands alone.
    #[garde(dive)]
    pub instance_role: Option<RoleArn>,
    /// Managed policies attached to the role that ParallelCluster makes.
    #[garde(dive)]
    pub additional_iam_policies: Option<Vec<AdditionalIamPolicy>>,
    /// An instance profile of yours in place of the one that ParallelCluster makes. Stands alone.
    #[garde(dive)]
    pub instance_profile: Option<InstanceProfileArn>,
}

/// A bucket that nodes may read or write.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct S3Access {
    /// Name of the bucket; `*` stands for any text.
    #[garde(dive)]
    pub bucket_name: BucketName,
    /// Objects that may be reached; `*` at the end stands for all that start so. When absent, all objects.
    pub key_name: Option<String>,
    /// Lets nodes write and delete, not only read.
    #[schemars(extend("default" = Self::default().enable_write_access()))]
    pub enable_write_access: Option<bool>,
}

impl S3Access {
    /// Whether nodes may write and delete.
    pub fn enable_write_access(&self) -> bool {
        self.enable_write_access.unwrap_or(false)
    }

    /// Whether it covers an object.
    ///
    /// ```
    /// use pcluster_config::model::cluster::S3Access;
    ///
    /// let access = S3Access { bucket_name: "training".into(), key_name: Some("scripts/*".into()), ..Default::default() };
    /// assert!(access.covers("training", "scripts/start.sh"));
    /// assert!(!access.covers("training", "data/start.sh"));
    /// ```
    pub fn covers(&self, bucket: &str, key: &str) -> bool {
        let whole_bucket = self.key_name.as_deref().is_none_or(str::is_empty);
        let keys = if whole_bucket { "*" } else { self.key_name.as_deref().unwrap_or_default() };
        matches_wildcards(&format!("{}/{keys}", self.bucket_name), &format!("{bucket}/{key}"))
    }
}

/// Whether a text matches a pattern as IAM reads it: `*` stands for any text, `?` for any one character.
fn matches_wildcards(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut from) = (0, 0);
    // The last `*`, and where the text goes on that does not belong to it.
    let mut star: Option<(usize, usize)> = None;
    while let Some(byte) = text.get(from) {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(expected) if expected == byte || *expected == b'?' => {
                at += 1;
                from += 1;
            }
            _ => {
                let Some((star_at, taken)) = star else { return false };
                star = Some((star_at, taken + 1));
                at = star_at + 1;
                from = taken + 1;
            }
        }
    }
    pattern.get(at..).is_none_or(|rest| rest.iter().all(|byte| *byte == b'*'))
}

/// Roles and limits of what ParallelCluster makes in IAM for the whole cluster.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ClusterIam {
    /// Roles of yours in place of those that ParallelCluster makes.
    #[garde(dive)]
    pub roles: Option<IamRoles>,
    /// ARN of a policy that bounds every role that ParallelCluster makes.
    #[garde(dive)]
    pub permissions_boundary: Option<PolicyArn>,
    /// Path (`/team/`), start of the name, or both, of every IAM resource that ParallelCluster makes.
    pub resource_prefix: Option<String>,
}

/// Roles of yours in place of those that ParallelCluster makes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct IamRoles {
    /// ARN of the role of the cluster's Lambda functions.
    pub lambda_functions_role: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::matches_wildcards;

    #[test]
    fn wildcards_stand_for_any_text() {
        assert!(matches_wildcards("b*/scripts/*.sh", "bucket/scripts/a/b.sh"));
        assert!(
            matches_wildcards("*", "") && matches_wildcards("a**", "a") && matches_wildcards("a?c", "abc")
        );
        assert!(!matches_wildcards("bucket/a", "bucket/ab"));
        assert!(!matches_wildcards("bucket/*/x", "bucket/y"));
        assert!(matches_wildcards("*ab*ab", "xabyabzab"));
    }
}
