//! Sections that cluster and image configurations share.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::scalar::{PolicyArn, SecurityGroupId, SubnetId, is_json};

/// A tag on AWS resources.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Tag {
    /// Name of the tag. The prefix `parallelcluster:` is reserved.
    #[garde(length(chars, max = 128))]
    #[schemars(extend("x-unit" = "characters"))]
    pub key: String,
    /// Value of the tag; it may be empty.
    #[garde(length(chars, max = 256))]
    #[schemars(extend("x-unit" = "characters"))]
    pub value: String,
}

/// A managed policy that is attached to a role besides those that ParallelCluster makes.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AdditionalIamPolicy {
    /// ARN of the managed policy.
    #[garde(dive)]
    pub policy: PolicyArn,
}

/// The cookbook that installs ParallelCluster's own software on the nodes. For development.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Cookbook {
    /// URL of an archive with another cookbook than the released one (`https://`, `s3://` or `file://`).
    pub chef_cookbook: Option<String>,
    /// Attributes for the cookbook, as one JSON text.
    #[garde(custom(json_text))]
    #[schemars(extend("contentMediaType" = "application/json"))]
    pub extra_chef_attributes: Option<String>,
}

/// Which versions of the instance metadata service the nodes answer to.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Imds {
    /// `v2.0` wants a session token with every request, `v1.0` also answers without.
    #[schemars(extend("default" = Self::default().imds_support()))]
    pub imds_support: Option<ImdsSupport>,
}

impl Imds {
    /// The version that holds.
    pub fn imds_support(&self) -> ImdsSupport {
        self.imds_support.unwrap_or(ImdsSupport::V2)
    }
}

/// A version of the instance metadata service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum ImdsSupport {
    /// Requests with and without a session token.
    #[serde(rename = "v1.0")]
    V1,
    /// Only requests with a session token.
    #[serde(rename = "v2.0")]
    V2,
}

/// The VPC in which the Lambda functions of ParallelCluster run.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LambdaFunctionsVpcConfig {
    /// Security groups of the functions.
    #[garde(length(min = 1, max = 5), dive)]
    pub security_group_ids: Vec<SecurityGroupId>,
    /// Subnets of the functions.
    #[garde(length(min = 1, max = 16), dive)]
    pub subnet_ids: Vec<SubnetId>,
}

/// A text that must hold JSON; an empty one is left alone.
#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "garde calls it with these types")]
pub(crate) fn json_text(text: &Option<String>, (): &()) -> garde::Result {
    let text = text.as_deref().unwrap_or_default();
    if text.is_empty() || is_json(text) { Ok(()) } else { Err(garde::Error::new("not a JSON text")) }
}
