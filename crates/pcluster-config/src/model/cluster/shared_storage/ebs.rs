//! `SharedStorage[].EbsSettings`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::choice::one_of;
use crate::model::cluster::VolumeType;
use crate::scalar::{Int, SnapshotId, VolumeId};

/// RAID levels that the official schema takes.
const RAID_TYPES: [i64; 2] = [0, 1];

/// An EBS volume of the head node, served to the other nodes over NFS: a new one, or with `VolumeId` one that
/// exists.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct EbsSettings {
    /// Type of the volume.
    #[schemars(extend("default" = Self::default().volume_type()))]
    pub volume_type: Option<VolumeType>,
    /// Reads and writes a second, for `io1`, `io2` and `gp3` only. The default depends on the type: 3,000 for
    /// `gp3`, 100 for `io1` and `io2`.
    #[schemars(extend("default" = Self::default().iops(), "x-unit" = "IOPS"))]
    pub iops: Option<Int>,
    /// Size of the volume, or of each one in a RAID. It must not be smaller than the snapshot.
    #[schemars(extend("default" = Self::default().size(), "x-unit" = "GiB"))]
    pub size: Option<Int>,
    /// KMS key that encrypts the volume. When absent, the account's key for EBS.
    pub kms_key_id: Option<String>,
    /// Throughput, for `gp3` only.
    #[schemars(extend("default" = Self::default().throughput(), "x-unit" = "MiB/s"))]
    pub throughput: Option<Int>,
    /// Encrypts the volume.
    #[schemars(extend("default" = Self::default().encrypted()))]
    pub encrypted: Option<bool>,
    /// Snapshot that the volume starts with.
    #[garde(dive)]
    pub snapshot_id: Option<SnapshotId>,
    /// A volume that exists, in the zone of the head node. It is never deleted with the cluster.
    #[garde(dive)]
    pub volume_id: Option<VolumeId>,
    /// Joins several equal volumes into one.
    #[garde(dive)]
    pub raid: Option<Raid>,
    /// What becomes of the volume when it is taken out of the configuration or the cluster is deleted. A
    /// volume that exists already has no default.
    #[schemars(extend("default" = Self::default().deletion_policy()))]
    pub deletion_policy: Option<EbsDeletionPolicy>,
}

impl EbsSettings {
    /// Type of the volume.
    pub fn volume_type(&self) -> VolumeType {
        self.volume_type.unwrap_or_default()
    }

    /// IOPS of the volume; `None` where its type leaves no choice.
    pub fn iops(&self) -> Option<i64> {
        self.iops.map(Int::get).or(self.volume_type().default_iops())
    }

    /// Size of the volume in GiB.
    pub fn size(&self) -> i64 {
        self.size.map_or(40, Int::get)
    }

    /// Throughput of the volume in MiB/s; `None` where its type leaves no choice.
    pub fn throughput(&self) -> Option<i64> {
        self.throughput.map(Int::get).or(self.volume_type().default_throughput())
    }

    /// Whether the volume is encrypted.
    pub fn encrypted(&self) -> bool {
        self.encrypted.unwrap_or(true)
    }

    /// What becomes of the volume; `None` for one that exists already.
    pub fn deletion_policy(&self) -> Option<EbsDeletionPolicy> {
        self.deletion_policy.or_else(|| self.volume_id.is_none().then_some(EbsDeletionPolicy::Delete))
    }
}

/// Several equal volumes joined into one.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Raid {
    /// RAID level: 0 adds up size and speed and is lost with any of its volumes, 1 keeps every byte on all of
    /// them.
    #[serde(rename = "Type")]
    #[garde(custom(one_of(&RAID_TYPES)))]
    #[schemars(extend("enum" = RAID_TYPES))]
    pub raid_type: Int,
    /// How many volumes are joined.
    #[garde(range(min = 2, max = 5))]
    #[schemars(extend("default" = Self::default().number_of_volumes(), "x-unit" = "volumes"))]
    pub number_of_volumes: Option<Int>,
}

impl Raid {
    /// How many volumes are joined.
    pub fn number_of_volumes(&self) -> i64 {
        self.number_of_volumes.map_or(2, Int::get)
    }
}

/// What becomes of an EBS volume when it is taken out of the configuration or the cluster is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum EbsDeletionPolicy {
    /// It is deleted with all that is in it.
    Delete,
    /// It stays, and goes on costing money.
    Retain,
    /// It is deleted after a snapshot of it was taken.
    Snapshot,
}
