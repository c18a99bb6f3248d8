//! `Dcv`: a remote desktop on the head node or on login nodes.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::scalar::{AllowedIps, Int};

/// A remote desktop, through Amazon DCV.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Dcv {
    /// Whether the desktop is served.
    pub enabled: bool,
    /// TCP port of the desktop.
    #[schemars(extend("default" = Self::default().port()))]
    pub port: Option<Int>,
    /// Who may reach the port. The default lets the whole Internet in.
    #[garde(dive)]
    #[schemars(extend("default" = Self::default().allowed_ips()))]
    pub allowed_ips: Option<AllowedIps>,
}

impl Dcv {
    /// TCP port of the desktop.
    pub fn port(&self) -> i64 {
        self.port.map_or(8443, Int::get)
    }

    /// Who may reach the port.
    pub fn allowed_ips(&self) -> &str {
        self.allowed_ips.as_ref().map_or("0.0.0.0/0", AllowedIps::as_str)
    }
}
