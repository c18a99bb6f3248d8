//! `HeadNode`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{CustomActions, Dcv, HeadNodeLocalStorage, HeadNodeNetworking, HeadNodeSsh, NodeIam, NodeImage};

/// The machine that runs the scheduler.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct HeadNode {
    /// EC2 type of the head node. It needs no GPU; its memory must grow with the number of compute nodes.
    pub instance_type: String,
    /// One hardware thread per core.
    #[schemars(extend("default" = Self::default().disable_simultaneous_multithreading()))]
    pub disable_simultaneous_multithreading: Option<bool>,
    /// Where the head node is placed.
    #[garde(dive)]
    pub networking: HeadNodeNetworking,
    /// How users log in. Made with its defaults when absent.
    #[garde(dive)]
    pub ssh: Option<HeadNodeSsh>,
    /// Disks of the head node. Made with its defaults when absent.
    #[garde(dive)]
    pub local_storage: Option<HeadNodeLocalStorage>,
    /// Where the directories live that ParallelCluster shares by itself, such as `/home`.
    #[schemars(extend("default" = Self::default().shared_storage_type()))]
    pub shared_storage_type: Option<SharedStorageType>,
    /// The file system of `SharedStorageType: Efs`.
    #[garde(dive)]
    pub shared_storage_efs_settings: Option<SharedStorageEfsSettings>,
    /// A remote desktop. There is none when absent.
    #[garde(dive)]
    pub dcv: Option<Dcv>,
    /// Scripts of yours that the head node runs.
    #[garde(dive)]
    pub custom_actions: Option<CustomActions>,
    /// What the head node may do in AWS. Made with its defaults when absent.
    #[garde(dive)]
    pub iam: Option<NodeIam>,
    /// Who reaches the instance metadata of the head node. Made with its defaults when absent.
    #[garde(dive)]
    pub imds: Option<HeadNodeImds>,
    /// Another image than that of the cluster.
    #[garde(dive)]
    pub image: Option<NodeImage>,
}

impl HeadNode {
    /// Whether a core runs one thread only.
    pub fn disable_simultaneous_multithreading(&self) -> bool {
        self.disable_simultaneous_multithreading.unwrap_or(false)
    }

    /// Where the directories live that ParallelCluster shares by itself.
    pub fn shared_storage_type(&self) -> SharedStorageType {
        self.shared_storage_type.unwrap_or(SharedStorageType::Ebs)
    }
}

/// Where the directories live that ParallelCluster shares by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum SharedStorageType {
    /// On the root volume of the head node, served over NFS.
    Ebs,
    /// On an EFS file system made for them, which takes the load off the head node.
    Efs,
}

/// The EFS file system of the directories that ParallelCluster shares by itself.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SharedStorageEfsSettings {
    /// Encrypts the file system at rest.
    #[schemars(extend("default" = Self::default().encrypted()))]
    pub encrypted: Option<bool>,
}

impl SharedStorageEfsSettings {
    /// Whether the file system is encrypted at rest.
    pub fn encrypted(&self) -> bool {
        self.encrypted.unwrap_or(false)
    }
}

/// Who reaches the instance metadata of the head node.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct HeadNodeImds {
    /// Lets only administrators of the head node reach its metadata, and so its role's credentials. Scripts
    /// of ordinary users then cannot act in AWS with the head node's permissions.
    #[schemars(extend("default" = Self::default().secured()))]
    pub secured: Option<bool>,
}

impl HeadNodeImds {
    /// Whether only administrators reach the metadata.
    pub fn secured(&self) -> bool {
        self.secured.unwrap_or(true)
    }
}
