//! Types of EBS volumes.

use std::ops::RangeInclusive;

use schemars::JsonSchema;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// A type of EBS volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum VolumeType {
    /// Magnetic disk of the previous generation.
    Standard,
    /// SSD with IOPS that are paid for.
    Io1,
    /// SSD with IOPS that are paid for, more durable than `io1`.
    Io2,
    /// SSD whose speed grows with its size.
    Gp2,
    /// Magnetic disk for long sequential reads and writes.
    St1,
    /// Magnetic disk for data that is rarely read.
    Sc1,
    /// SSD whose IOPS and throughput are chosen apart from its size.
    #[default]
    Gp3,
}

impl VolumeType {
    /// Its name, as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Io1 => "io1",
            Self::Io2 => "io2",
            Self::Gp2 => "gp2",
            Self::St1 => "st1",
            Self::Sc1 => "sc1",
            Self::Gp3 => "gp3",
        }
    }

    /// The type of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Error>::new(name)).ok()
    }

    /// IOPS that a volume gets when none are asked for; `None` where they cannot be chosen.
    pub const fn default_iops(self) -> Option<i64> {
        match self {
            Self::Io1 | Self::Io2 => Some(100),
            Self::Gp3 => Some(3000),
            Self::Standard | Self::Gp2 | Self::St1 | Self::Sc1 => None,
        }
    }

    /// MiB/s that a volume gets when none are asked for; `None` where they cannot be chosen.
    pub const fn default_throughput(self) -> Option<i64> {
        match self {
            Self::Gp3 => Some(125),
            _ => None,
        }
    }

    /// GiB that ParallelCluster lets a volume have. EBS itself has raised some of these limits since.
    pub const fn sizes(self) -> RangeInclusive<i64> {
        match self {
            Self::Standard => 1..=1024,
            Self::Io1 => 4..=16_384,
            Self::Io2 => 4..=65_536,
            Self::Gp2 | Self::Gp3 => 1..=16_384,
            Self::St1 | Self::Sc1 => 500..=16_384,
        }
    }

    /// IOPS that ParallelCluster lets a volume have; `None` where they cannot be chosen. EBS itself has raised the
    /// limit of `gp3` since.
    pub const fn iops_range(self) -> Option<RangeInclusive<i64>> {
        match self {
            Self::Io1 => Some(100..=64_000),
            Self::Io2 => Some(100..=256_000),
            Self::Gp3 => Some(3000..=16_000),
            Self::Standard | Self::Gp2 | Self::St1 | Self::Sc1 => None,
        }
    }

    /// IOPS that a volume can have for every GiB of its size; `None` where they cannot be chosen.
    pub const fn max_iops_per_gib(self) -> Option<i64> {
        match self {
            Self::Io1 => Some(50),
            Self::Io2 => Some(1000),
            Self::Gp3 => Some(500),
            Self::Standard | Self::Gp2 | Self::St1 | Self::Sc1 => None,
        }
    }

    /// MiB/s that ParallelCluster lets a volume have; `None` where they cannot be chosen. EBS itself has raised the
    /// limit since.
    pub const fn throughput_range(self) -> Option<RangeInclusive<i64>> {
        match self {
            Self::Gp3 => Some(125..=1000),
            _ => None,
        }
    }
}
