//! The two kinds of configurations.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a configuration is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConfigKind {
    /// A cluster.
    Cluster,
    /// A machine image that clusters start from.
    Image,
}

impl ConfigKind {
    /// Its name as it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Image => "image",
        }
    }
}

impl fmt::Display for ConfigKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
