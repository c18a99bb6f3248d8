//! `DeploymentSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::LambdaFunctionsVpcConfig;

/// How the cluster's own machinery is deployed.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DeploymentSettings {
    /// Runs the Lambda functions of ParallelCluster in a VPC. Without it they run outside of any.
    #[garde(dive)]
    pub lambda_functions_vpc_config: Option<LambdaFunctionsVpcConfig>,
    /// Takes `sudo` away from the default user of the image. Off unless `true`.
    pub disable_sudo_access_for_default_user: Option<bool>,
    /// Where the home directory of the image's default user lives.
    #[schemars(extend("default" = Self::default().default_user_home()))]
    pub default_user_home: Option<DefaultUserHome>,
}

impl DeploymentSettings {
    /// Where the home directory of the image's default user lives.
    pub fn default_user_home(&self) -> DefaultUserHome {
        self.default_user_home.unwrap_or(DefaultUserHome::Shared)
    }
}

/// Where the home directory of the image's default user lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum DefaultUserHome {
    /// On storage that all nodes share.
    Shared,
    /// On each node's own disk.
    Local,
}
