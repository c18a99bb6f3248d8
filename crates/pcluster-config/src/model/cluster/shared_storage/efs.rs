//! `SharedStorage[].EfsSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::cluster::DeletionPolicy;
use crate::scalar::{EfsAccessPointId, EfsFileSystemId, Int};

/// An EFS file system: a new one, or with `FileSystemId` one that exists, which takes no settings but how it
/// is mounted.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct EfsSettings {
    /// Encrypts the file system at rest.
    #[schemars(extend("default" = Self::default().encrypted()))]
    pub encrypted: Option<bool>,
    /// KMS key that encrypts the file system. It needs `Encrypted: true`.
    pub kms_key_id: Option<String>,
    /// Latency against scale.
    #[schemars(extend("default" = Self::default().performance_mode()))]
    pub performance_mode: Option<EfsPerformanceMode>,
    /// What the throughput follows.
    #[schemars(extend("default" = Self::default().throughput_mode()))]
    pub throughput_mode: Option<EfsThroughputMode>,
    /// Throughput of `ThroughputMode: provisioned`, which needs it.
    #[garde(range(min = 1, max = 1024))]
    #[schemars(extend("x-unit" = "MiB/s"))]
    pub provisioned_throughput: Option<Int>,
    /// A file system that exists, with a mount target in every zone of the cluster. It is never deleted with
    /// the cluster.
    #[garde(dive)]
    pub file_system_id: Option<EfsFileSystemId>,
    /// What becomes of the file system when it is taken out of the configuration or the cluster is deleted. A
    /// file system that exists already has no default.
    #[schemars(extend("default" = Self::default().deletion_policy()))]
    pub deletion_policy: Option<DeletionPolicy>,
    /// Access point of the file system. It needs `FileSystemId` and `EncryptionInTransit: true`.
    #[garde(dive)]
    pub access_point_id: Option<EfsAccessPointId>,
    /// Mounts the file system through TLS.
    #[schemars(extend("default" = Self::default().encryption_in_transit()))]
    pub encryption_in_transit: Option<bool>,
    /// Mounts the file system with the permissions of the node's role. It needs `EncryptionInTransit: true`.
    #[schemars(extend("default" = Self::default().iam_authorization()))]
    pub iam_authorization: Option<bool>,
}

impl EfsSettings {
    /// Whether the file system is encrypted at rest.
    pub fn encrypted(&self) -> bool {
        self.encrypted.unwrap_or(false)
    }

    /// Latency against scale.
    pub fn performance_mode(&self) -> EfsPerformanceMode {
        self.performance_mode.unwrap_or(EfsPerformanceMode::GeneralPurpose)
    }

    /// What the throughput follows.
    pub fn throughput_mode(&self) -> EfsThroughputMode {
        self.throughput_mode.unwrap_or(EfsThroughputMode::Bursting)
    }

    /// What becomes of the file system; `None` for one that exists already.
    pub fn deletion_policy(&self) -> Option<DeletionPolicy> {
        self.deletion_policy.or_else(|| self.file_system_id.is_none().then_some(DeletionPolicy::Delete))
    }

    /// Whether the file system is mounted through TLS.
    pub fn encryption_in_transit(&self) -> bool {
        self.encryption_in_transit.unwrap_or(false)
    }

    /// Whether the file system is mounted with the permissions of the node's role.
    pub fn iam_authorization(&self) -> bool {
        self.iam_authorization.unwrap_or(false)
    }
}

/// Latency of an EFS file system against its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum EfsPerformanceMode {
    /// Low latency.
    #[serde(rename = "generalPurpose")]
    GeneralPurpose,
    /// More operations a second, each with a higher latency.
    #[serde(rename = "maxIO")]
    MaxIo,
}

/// What the throughput of an EFS file system follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum EfsThroughputMode {
    /// `ProvisionedThroughput`, which is paid for.
    Provisioned,
    /// The amount of data in the file system; a new one is slow.
    Bursting,
}
