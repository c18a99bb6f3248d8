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
