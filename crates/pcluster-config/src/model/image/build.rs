//! `Build`: how the image is built.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::BuildIam;
use crate::model::{Imds, Tag};
use crate::scalar::{ParentImage, SecurityGroupId, SubnetId};

/// How the image is built.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Build {
    /// What the build may do in AWS.
    #[garde(dive)]
    pub iam: Option<BuildIam>,
    /// EC2 type of the machine that builds. It must have the architecture of the parent image, and a GPU
    /// where the components need one.
    pub instance_type: String,
    /// Steps of yours, run after ParallelCluster is installed.
    #[garde(dive)]
    pub components: Option<Vec<Component>>,
    /// The image to start from: an AMI, or the ARN of an image of EC2 Image Builder.
    #[garde(dive)]
    pub parent_image: ParentImage,
    /// Tags on the resources of the build.
    #[garde(dive)]
    pub tags: Option<Vec<Tag>>,
    /// Security groups of the machine that builds. Only together with `SubnetId`.
    #[garde(dive)]
    pub security_group_ids: Option<Vec<SecurityGroupId>>,
    /// Subnet of the machine that builds, with a way to the Internet. When absent, one of the default VPC.
    #[garde(dive)]
    pub subnet_id: Option<SubnetId>,
    /// Whether the packages of the parent image are updated first.
    #[garde(dive)]
    pub update_os_packages: Option<UpdateOsPackages>,
    /// Instance metadata service of the machine that builds. Made with its defaults when absent.
    #[garde(dive)]
    pub imds: Option<Imds>,
    /// Software that is installed or left out. Made with its defaults when absent.
    #[garde(dive)]
    pub installation: Option<Installation>,
}

/// A step of yours in the build.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Component {
    /// What `Value` is.
    #[serde(rename = "Type")]
    pub component_type: ComponentType,
    /// ARN of a component of EC2 Image Builder, or URL of a script, `https://` or `s3://`.
    pub value: String,
}

/// What the value of a component is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum ComponentType {
    /// ARN of a component of EC2 Image Builder.
    Arn,
    /// URL of a script.
    #[default]
    Script,
}

/// Whether the packages of the parent image are updated first.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct UpdateOsPackages {
    /// Updates the packages and restarts before anything is installed. Off unless `true`. A newer kernel may
    /// be too new for the Lustre client.
    pub enabled: Option<bool>,
}

/// Software that is installed or left out.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Installation {
    /// The client of FSx for Lustre. Made with its defaults when absent.
    #[garde(dive)]
    pub lustre_client: Option<LustreClient>,
    /// NVIDIA's drivers and libraries. Made with its defaults when absent.
    #[garde(dive)]
    pub nvidia_software: Option<NvidiaSoftware>,
}

/// The client of FSx for Lustre.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LustreClient {
    /// Installs the client.
    #[schemars(extend("default" = Self::default().enabled()))]
    pub enabled: Option<bool>,
}

impl LustreClient {
    /// Whether the client is installed.
    pub fn enabled(&self) -> bool {
        self.enabled.unwrap_or(true)
    }
}

/// NVIDIA's drivers and libraries.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct NvidiaSoftware {
    /// Installs the GPU driver, CUDA and what belongs to them. Without it, nodes with GPUs cannot use them.
    #[schemars(extend("default" = Self::default().enabled()))]
    pub enabled: Option<bool>,
}

impl NvidiaSoftware {
    /// Whether NVIDIA's software is installed.
    pub fn enabled(&self) -> bool {
        self.enabled.unwrap_or(false)
    }
}
