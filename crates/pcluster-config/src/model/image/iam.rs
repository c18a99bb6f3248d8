//! `Build.Iam`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::AdditionalIamPolicy;
use crate::scalar::{InstanceProfileArn, PolicyArn, RoleArn};

/// What the build may do in AWS: a role or a profile of yours, or additions to the role that ParallelCluster
/// makes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct BuildIam {
    /// A role of yours for the machine that builds. Stands alone.
    #[garde(dive)]
    pub instance_role: Option<RoleArn>,
    /// An instance profile of yours for the machine that builds. Stands alone.
    #[garde(dive)]
    pub instance_profile: Option<InstanceProfileArn>,
    /// A role of yours for the function that cleans up after the build.
    #[garde(dive)]
    pub cleanup_lambda_role: Option<RoleArn>,
    /// Managed policies attached to the role that ParallelCluster makes.
    #[garde(dive)]
    pub additional_iam_policies: Option<Vec<AdditionalIamPolicy>>,
    /// ARN of a policy that bounds every role that ParallelCluster makes.
    #[garde(dive)]
    pub permissions_boundary: Option<PolicyArn>,
}
