//! `Ssh` of the head node and of login nodes.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::scalar::AllowedIps;

/// How users log in to the head node.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct HeadNodeSsh {
    /// Name of the EC2 key pair of the default user. Without it there is no login with a key.
    pub key_name: Option<String>,
    /// Who may reach SSH. The default lets the whole Internet try.
    #[garde(dive)]
    #[schemars(extend("default" = Self::default().allowed_ips()))]
    pub allowed_ips: Option<AllowedIps>,
}

impl HeadNodeSsh {
    /// Who may reach SSH.
    pub fn allowed_ips(&self) -> &str {
        self.allowed_ips.as_ref().map_or("0.0.0.0/0", AllowedIps::as_str)
    }
}

/// How users log in to login nodes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LoginNodesSsh {
    /// Name of the EC2 key pair of the default user. Releases from 3.15 on take the head node's and refuse
    /// this key.
    #[schemars(extend("deprecated" = true))]
    pub key_name: Option<String>,
    /// Who may reach SSH. When absent, the same as for the head node, whose default lets the whole Internet
    /// try.
    #[garde(dive)]
    #[schemars(extend("default" = HeadNodeSsh::default().allowed_ips()))]
    pub allowed_ips: Option<AllowedIps>,
}

impl LoginNodesSsh {
    /// Who may reach SSH: as written here, else as for the head node.
    pub fn allowed_ips<'a>(&'a self, head_node: &'a HeadNodeSsh) -> &'a str {
        self.allowed_ips.as_ref().map_or_else(|| head_node.allowed_ips(), AllowedIps::as_str)
    }
}
