//! `SharedStorage[]`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::cluster::DeletionPolicy;
use crate::scalar::MountDir;

mod data_repository;
mod ebs;
mod efs;
mod existing;
mod fsx_lustre;

pub use data_repository::{DataRepositoryAssociation, FileEvent};
pub use ebs::{EbsDeletionPolicy, EbsSettings, Raid};
pub use efs::{EfsPerformanceMode, EfsSettings, EfsThroughputMode};
pub use existing::{FileCacheSettings, FsxOntapSettings, FsxOpenZfsSettings};
pub use fsx_lustre::{
    AutoImportPolicy, DataCompressionType, DeploymentType, DriveCacheType, FsxLustreSettings, FsxStorageType,
};

/// A file system or volume that every node mounts.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SharedStorage {
    /// Directory on every node. Only one storage may have it.
    #[garde(dive)]
    pub mount_dir: MountDir,
    /// Name of the storage, unique in the cluster. With another name in an update, it is another storage.
    pub name: String,
    /// What kind of storage it is; only the settings of that kind may be given.
    pub storage_type: StorageType,
    /// Settings of `StorageType: Ebs`.
    #[garde(dive)]
    pub ebs_settings: Option<EbsSettings>,
    /// Settings of `StorageType: Efs`.
    #[garde(dive)]
    pub efs_settings: Option<EfsSettings>,
    /// Settings of `StorageType: FsxLustre`.
    #[garde(dive)]
    pub fsx_lustre_settings: Option<FsxLustreSettings>,
    /// Settings of `StorageType: FsxOpenZfs`, which needs them.
    #[garde(dive)]
    pub fsx_open_zfs_settings: Option<FsxOpenZfsSettings>,
    /// Settings of `StorageType: FsxOntap`, which needs them.
    #[garde(dive)]
    pub fsx_ontap_settings: Option<FsxOntapSettings>,
    /// Settings of `StorageType: FileCache`, which needs them.
    #[garde(dive)]
    pub file_cache_settings: Option<FileCacheSettings>,
}

/// A kind of shared storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum StorageType {
    /// An EBS volume of the head node, served over NFS.
    #[default]
    Ebs,
    /// An FSx for Lustre file system, the fastest for many nodes.
    FsxLustre,
    /// A volume of FSx for OpenZFS that exists.
    FsxOpenZfs,
    /// A volume of FSx for ONTAP that exists.
    FsxOntap,
    /// An EFS file system.
    Efs,
    /// An Amazon File Cache that exists.
    FileCache,
}

/// A kind of shared storage with its settings, where they are given.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum StorageKind<'a> {
    /// An EBS volume of the head node.
    Ebs(Option<&'a EbsSettings>),
    /// An FSx for Lustre file system.
    FsxLustre(Option<&'a FsxLustreSettings>),
    /// A volume of FSx for OpenZFS.
    FsxOpenZfs(Option<&'a FsxOpenZfsSettings>),
    /// A volume of FSx for ONTAP.
    FsxOntap(Option<&'a FsxOntapSettings>),
    /// An EFS file system.
    Efs(Option<&'a EfsSettings>),
    /// An Amazon File Cache.
    FileCache(Option<&'a FileCacheSettings>),
}

impl SharedStorage {
    /// What kind of storage it is, with the settings of that kind.
    pub fn kind(&self) -> StorageKind<'_> {
        match self.storage_type {
            StorageType::Ebs => StorageKind::Ebs(self.ebs_settings.as_ref()),
            StorageType::FsxLustre => StorageKind::FsxLustre(self.fsx_lustre_settings.as_ref()),
            StorageType::FsxOpenZfs => StorageKind::FsxOpenZfs(self.fsx_open_zfs_settings.as_ref()),
            StorageType::FsxOntap => StorageKind::FsxOntap(self.fsx_ontap_settings.as_ref()),
            StorageType::Efs => StorageKind::Efs(self.efs_settings.as_ref()),
            StorageType::FileCache => StorageKind::FileCache(self.file_cache_settings.as_ref()),
        }
    }

    /// What becomes of the storage when it is taken out of the configuration or the cluster is deleted; `None` for what
    /// ParallelCluster does not make.
    pub fn deletion_policy(&self) -> Option<EbsDeletionPolicy> {
        let of_file_system = |policy: Option<DeletionPolicy>| {
            policy.map(|policy| match policy {
                DeletionPolicy::Delete => EbsDeletionPolicy::Delete,
                DeletionPolicy::Retain => EbsDeletionPolicy::Retain,
            })
        };
        match self.kind() {
            StorageKind::Ebs(None) | StorageKind::Efs(None) | StorageKind::FsxLustre(None) => {
                Some(EbsDeletionPolicy::Delete)
            }
            StorageKind::Ebs(Some(ebs)) => ebs.deletion_policy(),
            StorageKind::Efs(Some(efs)) => of_file_system(efs.deletion_policy()),
            StorageKind::FsxLustre(Some(lustre)) => of_file_system(lustre.deletion_policy()),
            StorageKind::FsxOpenZfs(_) | StorageKind::FsxOntap(_) | StorageKind::FileCache(_) => None,
        }
    }
}
