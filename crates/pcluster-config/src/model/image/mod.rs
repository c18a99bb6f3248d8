//! The configuration of an image: one module per section, named as in YAML.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

mod build;
mod deployment_settings;
mod dev_settings;
mod iam;
mod output;

pub use build::{
    Build, Component, ComponentType, Installation, LustreClient, NvidiaSoftware, UpdateOsPackages,
};
pub use deployment_settings::DeploymentSettings;
pub use dev_settings::{DevSettings, DistributionConfiguration};
pub use iam::BuildIam;
pub use output::{Image, RootVolume};

/// An image for the nodes of clusters, built with EC2 Image Builder.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ImageConfig {
    /// The image that comes out.
    #[garde(dive)]
    pub image: Option<Image>,
    /// How the image is built.
    #[garde(dive)]
    pub build: Build,
    /// For development.
    #[garde(dive)]
    pub dev_settings: Option<DevSettings>,
    /// Region in which the image is built. When absent, the region of the command line or of the AWS
    /// environment holds; where both are given they must be the same.
    pub region: Option<String>,
    /// A bucket of yours for the build's artifacts, in place of the one that ParallelCluster makes in every
    /// region it is used in.
    pub custom_s3_bucket: Option<String>,
    /// How the build's own machinery is deployed.
    #[garde(dive)]
    pub deployment_settings: Option<DeploymentSettings>,
}
