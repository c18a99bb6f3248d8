//! `Image` of the cluster and of its nodes.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::scalar::AmiId;

/// Operating system of all nodes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Image {
    /// The operating system. A `CustomAmi` must have the same.
    pub os: Os,
    /// An image of yours for all nodes. When absent, the official image of the ParallelCluster release.
    #[garde(dive)]
    pub custom_ami: Option<AmiId>,
}

impl Image {
    /// The custom image of nodes with this section of their own: theirs, else that of the cluster. `None` is
    /// the official image.
    pub fn custom_ami<'a>(&'a self, node: Option<&'a NodeImage>) -> Option<&'a AmiId> {
        node.map(|image| &image.custom_ami).or(self.custom_ami.as_ref())
    }
}

/// Another image than that of the cluster.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct NodeImage {
    /// An image of yours, with the operating system of the cluster and made for the same ParallelCluster
    /// release.
    #[garde(dive)]
    pub custom_ami: AmiId,
}

/// An operating system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Os {
    /// Amazon Linux 2, up to release 3.15.
    Alinux2,
    /// Amazon Linux 2023.
    #[default]
    Alinux2023,
    /// Ubuntu 20.04, up to release 3.13.
    Ubuntu2004,
    /// Ubuntu 22.04.
    Ubuntu2204,
    /// Ubuntu 24.04.
    Ubuntu2404,
    /// Red Hat Enterprise Linux 8.
    Rhel8,
    /// Rocky Linux 8.
    Rocky8,
    /// Red Hat Enterprise Linux 9.
    Rhel9,
    /// Rocky Linux 9.
    Rocky9,
}

impl Os {
    /// Its name, as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Alinux2 => "alinux2",
            Self::Alinux2023 => "alinux2023",
            Self::Ubuntu2004 => "ubuntu2004",
            Self::Ubuntu2204 => "ubuntu2204",
            Self::Ubuntu2404 => "ubuntu2404",
            Self::Rhel8 => "rhel8",
            Self::Rocky8 => "rocky8",
            Self::Rhel9 => "rhel9",
            Self::Rocky9 => "rocky9",
        }
    }
}
