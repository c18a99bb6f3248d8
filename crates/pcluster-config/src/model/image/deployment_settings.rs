//! `DeploymentSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::LambdaFunctionsVpcConfig;

/// How the build's own machinery is deployed.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DeploymentSettings {
    /// Runs the Lambda functions of ParallelCluster in a VPC. Without it they run outside of any.
    #[garde(dive)]
    pub lambda_functions_vpc_config: Option<LambdaFunctionsVpcConfig>,
}
