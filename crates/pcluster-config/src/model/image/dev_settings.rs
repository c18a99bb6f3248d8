//! `DevSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::Cookbook;
use crate::model::common::json_text;
use crate::scalar::RegionList;

/// Settings for the development of ParallelCluster itself.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DevSettings {
    /// Another cookbook than the released one, or other attributes for it. For development.
    #[garde(dive)]
    pub cookbook: Option<Cookbook>,
    /// URL of another package of the software that starts and stops nodes. For development.
    pub node_package: Option<String>,
    /// URL of another package of the AWS Batch commands. For development; gone with AWS Batch.
    pub aws_batch_cli_package: Option<String>,
    /// Leaves ParallelCluster out of the image: only the other steps run. For development.
    #[schemars(extend("default" = Self::default().disable_pcluster_component()))]
    pub disable_pcluster_component: Option<bool>,
    /// Where the image is copied to, and who may use it.
    #[garde(dive)]
    pub distribution_configuration: Option<DistributionConfiguration>,
    /// Stops the machine of a build that failed. `false` keeps it, to look for the cause, at its price.
    #[schemars(extend("default" = Self::default().terminate_instance_on_failure()))]
    pub terminate_instance_on_failure: Option<bool>,
    /// Leaves out the checks of the built image. For development.
    #[schemars(extend("default" = Self::default().disable_validate_and_test()))]
    pub disable_validate_and_test: Option<bool>,
    /// URL of another installer of Cinc, which runs the cookbook. For development; `CliAttributeOverrides`
    /// took its place in release 3.16.
    #[schemars(extend("default" = Self::default().cinc_installer_url()))]
    pub cinc_installer_url: Option<String>,
    /// Overrides of the build's own parameters, as one JSON object: `cinc_version`, `cinc_installer_url`. For
    /// development.
    #[schemars(extend("default" = Self::default().cli_attribute_overrides()))]
    pub cli_attribute_overrides: Option<String>,
    /// Keeps the kernel as it is when `UpdateOsPackages` updates the rest. For development.
    #[schemars(extend("default" = Self::default().disable_kernel_update()))]
    pub disable_kernel_update: Option<bool>,
}

impl DevSettings {
    /// Whether ParallelCluster is left out of the image.
    pub fn disable_pcluster_component(&self) -> bool {
        self.disable_pcluster_component.unwrap_or(false)
    }

    /// Whether the machine of a build that failed is stopped.
    pub fn terminate_instance_on_failure(&self) -> bool {
        self.terminate_instance_on_failure.unwrap_or(true)
    }

    /// Whether the checks of the built image are left out.
    pub fn disable_validate_and_test(&self) -> bool {
        self.disable_validate_and_test.unwrap_or(true)
    }

    /// URL of another installer of Cinc; empty for the released one.
    pub fn cinc_installer_url(&self) -> &str {
        self.cinc_installer_url.as_deref().unwrap_or_default()
    }

    /// Overrides of the build's own parameters; empty for none.
    pub fn cli_attribute_overrides(&self) -> &str {
        self.cli_attribute_overrides.as_deref().unwrap_or_default()
    }

    /// Whether the kernel stays as it is.
    pub fn disable_kernel_update(&self) -> bool {
        self.disable_kernel_update.unwrap_or(false)
    }
}

/// Where the image is copied to, and who may use it.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DistributionConfiguration {
    /// Regions that get a copy of the image, separated by commas.
    #[garde(dive)]
    pub regions: RegionList,
    /// Accounts that may start instances with the image, as one JSON text in the form of EC2 Image Builder's
    /// `LaunchPermissionConfiguration`.
    #[garde(custom(json_text))]
    #[schemars(extend("contentMediaType" = "application/json"))]
    pub launch_permission: Option<String>,
}
