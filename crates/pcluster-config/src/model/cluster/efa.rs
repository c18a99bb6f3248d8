//! `Efa` of a compute resource.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// The Elastic Fabric Adapter: networking between nodes that bypasses the operating system.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Efa {
    /// Attaches the adapters that the instance type has. Training on several nodes falls back to TCP without
    /// them. Off unless `true`.
    pub enabled: Option<bool>,
    /// Has no effect: GPUs reach the adapter directly wherever the instance type can.
    #[schemars(extend("default" = Self::default().gdr_support(), "deprecated" = true))]
    pub gdr_support: Option<bool>,
}

impl Efa {
    /// Whether adapters are attached.
    pub fn enabled(&self) -> bool {
        self.enabled.unwrap_or(false)
    }

    /// What `GdrSupport` says; it has no effect.
    pub fn gdr_support(&self) -> bool {
        self.gdr_support.unwrap_or(false)
    }
}
