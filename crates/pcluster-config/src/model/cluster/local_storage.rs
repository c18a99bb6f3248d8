//! `LocalStorage` of the head node and of queues.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::VolumeType;
use crate::scalar::{Int, MountDir};

/// Disks of the head node.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct HeadNodeLocalStorage {
    /// The root volume. Made with its defaults when absent.
    #[garde(dive)]
    pub root_volume: Option<HeadNodeRootVolume>,
    /// The disks inside the machine, where the instance type has any.
    #[garde(dive)]
    pub ephemeral_volume: Option<EphemeralVolume>,
}

/// The root volume of the head node, an EBS volume.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct HeadNodeRootVolume {
    /// Type of the volume.
    #[schemars(extend("default" = Self::default().volume_type()))]
    pub volume_type: Option<VolumeType>,
    /// Reads and writes a second, for `io1`, `io2` and `gp3` only. The default depends on the type: 3,000 for
    /// `gp3`, 100 for `io1` and `io2`.
    #[schemars(extend("default" = Self::default().iops(), "x-unit" = "IOPS"))]
    pub iops: Option<Int>,
    /// Size of the volume, no smaller than the image's. When absent, the image's; in the isolated regions of
    /// the US, 45 GiB.
    #[schemars(extend("x-unit" = "GiB"))]
    pub size: Option<Int>,
    /// Throughput, for `gp3` only.
    #[schemars(extend("default" = Self::default().throughput(), "x-unit" = "MiB/s"))]
    pub throughput: Option<Int>,
    /// Encrypts the volume.
    #[schemars(extend("default" = Self::default().encrypted()))]
    pub encrypted: Option<bool>,
    /// Deletes the volume with the head node. `/home` lives on it unless it is shared otherwise.
    #[schemars(extend("default" = Self::default().delete_on_termination()))]
    pub delete_on_termination: Option<bool>,
}

impl HeadNodeRootVolume {
    /// Type of the volume.
    pub fn volume_type(&self) -> VolumeType {
        self.volume_type.unwrap_or_default()
    }

    /// IOPS of the volume; `None` where its type leaves no choice.
    pub fn iops(&self) -> Option<i64> {
        self.iops.map(Int::get).or(self.volume_type().default_iops())
    }

    /// Throughput of the volume in MiB/s; `None` where its type leaves no choice.
    pub fn throughput(&self) -> Option<i64> {
        self.throughput.map(Int::get).or(self.volume_type().default_throughput())
    }

    /// Whether the volume is encrypted.
    pub fn encrypted(&self) -> bool {
        self.encrypted.unwrap_or(true)
    }

    /// Whether the volume goes with the head node.
    pub fn delete_on_termination(&self) -> bool {
        self.delete_on_termination.unwrap_or(true)
    }
}

/// Disks of the nodes of a queue.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct QueueLocalStorage {
    /// The root volume. Made with its defaults when absent.
    #[garde(dive)]
    pub root_volume: Option<QueueRootVolume>,
    /// The disks inside the machine, where the instance type has any.
    #[garde(dive)]
    pub ephemeral_volume: Option<EphemeralVolume>,
}

/// The root volume of a compute node, an EBS volume.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct QueueRootVolume {
    /// Size of the volume, no smaller than the image's. When absent, the image's; in the isolated regions of
    /// the US, 45 GiB. Container images are unpacked here unless they are put elsewhere.
    #[schemars(extend("x-unit" = "GiB"))]
    pub size: Option<Int>,
    /// Encrypts the volume.
    #[schemars(extend("default" = Self::default().encrypted()))]
    pub encrypted: Option<bool>,
    /// Type of the volume. The official schema lets any text through; a wrong one fails when nodes are
    /// started.
    #[schemars(extend("default" = Self::default().volume_type()))]
    pub volume_type: Option<String>,
    /// Reads and writes a second, for `io1`, `io2` and `gp3` only. The default depends on the type: 3,000 for
    /// `gp3`, 100 for `io1` and `io2`.
    #[schemars(extend("default" = Self::default().iops(), "x-unit" = "IOPS"))]
    pub iops: Option<Int>,
    /// Throughput, for `gp3` only.
    #[schemars(extend("default" = Self::default().throughput(), "x-unit" = "MiB/s"))]
    pub throughput: Option<Int>,
}

impl QueueRootVolume {
    /// Whether the volume is encrypted.
    pub fn encrypted(&self) -> bool {
        self.encrypted.unwrap_or(true)
    }

    /// Type of the volume.
    pub fn volume_type(&self) -> &str {
        self.volume_type.as_deref().unwrap_or("gp3")
    }

    /// IOPS of the volume; `None` where its type leaves no choice.
    pub fn iops(&self) -> Option<i64> {
        self.iops.map(Int::get).or_else(|| VolumeType::named(self.volume_type())?.default_iops())
    }

    /// Throughput of the volume in MiB/s; `None` where its type leaves no choice.
    pub fn throughput(&self) -> Option<i64> {
        self.throughput.map(Int::get).or_else(|| VolumeType::named(self.volume_type())?.default_throughput())
    }
}

/// The disks inside the machine, joined into one volume. What is on them is lost when the node stops.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct EphemeralVolume {
    /// Directory of the volume on the node.
    #[garde(dive)]
    #[schemars(extend("default" = Self::default().mount_dir()))]
    pub mount_dir: Option<MountDir>,
}

impl EphemeralVolume {
    /// Directory of the volume on the node.
    pub fn mount_dir(&self) -> &str {
        self.mount_dir.as_ref().map_or("/scratch", MountDir::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_follows_the_type_of_the_volume() {
        let volume =
            |name: &str| QueueRootVolume { volume_type: Some(name.to_owned()), ..Default::default() };
        assert_eq!((volume("gp3").iops(), volume("gp3").throughput()), (Some(3000), Some(125)));
        assert_eq!((volume("io2").iops(), volume("io2").throughput()), (Some(100), None));
        assert_eq!((volume("st1").iops(), volume("gp9").throughput()), (None, None));
    }
}
