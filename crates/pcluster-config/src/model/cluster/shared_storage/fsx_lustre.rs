//! `SharedStorage[].FsxLustreSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::DataRepositoryAssociation;
use crate::model::cluster::DeletionPolicy;
use crate::scalar::{DailyTime, FsxBackupId, FsxFileSystemId, Int, WeeklyTime};

/// An FSx for Lustre file system: a new one, one from a backup (`BackupId`), or one that exists
/// (`FileSystemId`), which takes no other setting.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FsxLustreSettings {
    /// Size of a new file system, which needs it. The sizes there are depend on `DeploymentType` and
    /// `StorageType` (FSx documentation).
    #[schemars(extend("x-unit" = "GiB"))]
    pub storage_capacity: Option<Int>,
    /// How fast and how durable the file system is. One from a backup or one that exists has no default.
    #[schemars(extend("default" = Self::default().deployment_type()))]
    pub deployment_type: Option<DeploymentType>,
    /// Size of the pieces in which files from `ImportPath` are laid over the disks; needs `ImportPath`.
    #[garde(range(min = 1, max = 512_000))]
    #[schemars(extend("x-unit" = "MiB"))]
    pub imported_file_chunk_size: Option<Int>,
    /// Place in S3, `s3://bucket/prefix`, that changed files can be written back to; needs `ImportPath`.
    pub export_path: Option<String>,
    /// Place in S3, `s3://bucket/prefix`, whose objects appear as files.
    pub import_path: Option<String>,
    /// When FSx may interrupt the file system for maintenance, every week.
    #[garde(dive)]
    pub weekly_maintenance_start_time: Option<WeeklyTime>,
    /// How long automatic backups are kept; 0 makes none. For persistent file systems without a link to S3.
    #[garde(range(min = 0, max = 90))]
    #[schemars(extend("x-unit" = "days"))]
    pub automatic_backup_retention_days: Option<Int>,
    /// Puts the tags of the file system on its backups. Needs `AutomaticBackupRetentionDays`.
    pub copy_tags_to_backups: Option<bool>,
    /// When the automatic backup starts, every day. Needs `AutomaticBackupRetentionDays`.
    #[garde(dive)]
    pub daily_automatic_backup_start_time: Option<DailyTime>,
    /// Throughput for every TiB of the file system; for `PERSISTENT_1` and `PERSISTENT_2`, which need it.
    #[schemars(extend("x-unit" = "MB/s per TiB"))]
    pub per_unit_storage_throughput: Option<Int>,
    /// Backup that the file system is made from; size, type and keys are the backup's.
    #[garde(dive)]
    pub backup_id: Option<FsxBackupId>,
    /// KMS key that encrypts a persistent file system. When absent, the account's key for FSx.
    pub kms_key_id: Option<String>,
    /// A file system that exists, in the VPC of the cluster. It is never deleted with the cluster.
    #[garde(dive)]
    pub file_system_id: Option<FsxFileSystemId>,
    /// Which changes below `ImportPath` appear by themselves. When absent, none after the file system is
    /// made.
    pub auto_import_policy: Option<AutoImportPolicy>,
    /// A cache in front of the magnetic disks of `StorageType: HDD`.
    pub drive_cache_type: Option<DriveCacheType>,
    /// Compresses data on its way to the disks. When absent, nothing is compressed.
    pub data_compression_type: Option<DataCompressionType>,
    /// What the disks are. When absent, SSD.
    pub storage_type: Option<FsxStorageType>,
    /// What becomes of the file system when it is taken out of the configuration or the cluster is deleted. A
    /// file system that exists already has no default.
    #[schemars(extend("default" = Self::default().deletion_policy()))]
    pub deletion_policy: Option<DeletionPolicy>,
    /// Links between directories and places in S3, at most eight. Not together with `ImportPath` or
    /// `ExportPath`.
    #[garde(dive)]
    pub data_repository_associations: Option<Vec<DataRepositoryAssociation>>,
}

impl FsxLustreSettings {
    /// How fast and how durable the file system is; `None` for one from a backup and for one that exists.
    pub fn deployment_type(&self) -> Option<DeploymentType> {
        let is_new = self.backup_id.is_none() && self.file_system_id.is_none();
        self.deployment_type.or(is_new.then_some(DeploymentType::Scratch2))
    }

    /// What becomes of the file system; `None` for one that exists already.
    pub fn deletion_policy(&self) -> Option<DeletionPolicy> {
        self.deletion_policy.or_else(|| self.file_system_id.is_none().then_some(DeletionPolicy::Delete))
    }
}

/// How fast and how durable an FSx for Lustre file system is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum DeploymentType {
    /// Without copies: a failed disk loses its files. The first generation, without encryption in transit.
    #[serde(rename = "SCRATCH_1")]
    Scratch1,
    /// Without copies: a failed disk loses its files. Faster in bursts than `SCRATCH_1`.
    #[serde(rename = "SCRATCH_2")]
    Scratch2,
    /// With copies in its zone, on SSD or HDD.
    #[serde(rename = "PERSISTENT_1")]
    Persistent1,
    /// With copies in its zone, on SSD, with the most throughput for every TiB.
    #[serde(rename = "PERSISTENT_2")]
    Persistent2,
}

impl DeploymentType {
    /// Its name, as it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scratch1 => "SCRATCH_1",
            Self::Scratch2 => "SCRATCH_2",
            Self::Persistent1 => "PERSISTENT_1",
            Self::Persistent2 => "PERSISTENT_2",
        }
    }

    /// Whether files outlive a failed disk.
    pub const fn is_persistent(self) -> bool {
        matches!(self, Self::Persistent1 | Self::Persistent2)
    }

    /// MB/s for every TiB that an SSD file system can have; none where there is nothing to choose.
    pub const fn ssd_throughputs(self) -> &'static [i64] {
        match self {
            Self::Scratch1 | Self::Scratch2 => &[],
            Self::Persistent1 => &[50, 100, 200],
            Self::Persistent2 => &[125, 250, 500, 1000],
        }
    }
}

/// Which changes in S3 appear as files by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(inline)]
#[non_exhaustive]
pub enum AutoImportPolicy {
    /// New objects.
    New,
    /// New and changed objects.
    NewChanged,
    /// New, changed and deleted objects.
    NewChangedDeleted,
}

/// A cache in front of magnetic disks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(inline)]
#[non_exhaustive]
pub enum DriveCacheType {
    /// An SSD that keeps what was read.
    Read,
}

/// How data is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(inline)]
#[non_exhaustive]
pub enum DataCompressionType {
    /// LZ4, fast enough not to be noticed.
    Lz4,
}

/// What the disks of an FSx for Lustre file system are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(inline)]
#[non_exhaustive]
pub enum FsxStorageType {
    /// Magnetic disks, for `PERSISTENT_1` only.
    Hdd,
    /// Solid-state disks.
    Ssd,
}
