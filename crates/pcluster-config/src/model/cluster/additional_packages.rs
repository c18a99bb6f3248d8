//! `AdditionalPackages`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// Software installed on top of the image.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AdditionalPackages {
    /// Intel's libraries.
    #[garde(dive)]
    pub intel_software: Option<IntelSoftware>,
}

/// Intel's libraries.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct IntelSoftware {
    /// Installs what the Intel HPC platform specification asks for. `true` is refused with every operating
    /// system that is still supported.
    #[schemars(extend("default" = Self::default().intel_hpc_platform()))]
    pub intel_hpc_platform: Option<bool>,
}

impl IntelSoftware {
    /// Whether the Intel HPC platform is installed.
    pub fn intel_hpc_platform(&self) -> bool {
        self.intel_hpc_platform.unwrap_or(false)
    }
}
