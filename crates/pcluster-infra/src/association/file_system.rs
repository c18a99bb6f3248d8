//! What there is: a file system and its associations.

use std::fmt;

use super::{AssociationError, Events};

/// A file system, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSystem {
    /// Its id, such as `fs-0123456789abcdef0`.
    pub id: String,
    /// Its type, as FSx calls it: `LUSTRE`.
    pub kind: String,
    /// Its deployment type, as FSx calls it: `PERSISTENT_2`.
    pub deployment: String,
    /// The version of Lustre, such as `2.15`.
    pub version: String,
    /// Its storage type, as FSx calls it: `SSD`.
    pub storage: String,
    /// Its state, as FSx calls it: `AVAILABLE`.
    pub lifecycle: String,
    /// Whether it was linked with a bucket when it was made, in the way that was before there were associations.
    pub linked_at_creation: bool,
}

/// The state of an association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Lifecycle {
    /// It is being made.
    Creating,
    /// It can be used.
    Available,
    /// It passes nothing on until something outside of it is set right.
    Misconfigured,
    /// It is being changed.
    Updating,
    /// It is being removed.
    Deleting,
    /// It could not be made and never will be.
    Failed,
    /// A state that is not known here.
    Other,
}

/// An association that a file system has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Existing {
    /// Its id, such as `dra-0123456789abcdef0`.
    pub id: String,
    /// The directory.
    pub path: String,
    /// The bucket and the prefix, as `s3://bucket/prefix`.
    pub repository: String,
    /// Its state.
    pub lifecycle: Lifecycle,
    /// Why it is failed or misconfigured.
    pub reason: Option<String>,
    /// What is passed on from the bucket to the file system.
    pub import: Events,
    /// What is passed on from the file system to the bucket.
    pub export: Events,
    /// How much of an imported file is on one disk, in MiB.
    pub chunk_size: u32,
}

impl FileSystem {
    /// Fails when the file system can have no associations.
    ///
    /// FSx user guide, "Linking your file system to an Amazon S3 bucket": not on Lustre 2.10, Scratch 1 or
    /// Intelligent-Tiering file systems; API reference, `DataRepositoryConfiguration`: not together with a link that was
    /// made with the file system.
    pub(super) fn permits_associations(&self) -> Result<(), AssociationError> {
        let reason = if self.kind != "LUSTRE" {
            format!("it is of type {}, not LUSTRE", self.kind)
        } else if self.deployment == "SCRATCH_1" {
            "its deployment type is SCRATCH_1".to_owned()
        } else if self.version == "2.10" {
            format!("it has Lustre 2.10 (deployment type {})", self.deployment)
        } else if self.storage == "INTELLIGENT_TIERING" {
            "its storage type is INTELLIGENT_TIERING".to_owned()
        } else if self.linked_at_creation {
            "it was linked with a bucket when it was made (ImportPath)".to_owned()
        } else {
            return Ok(());
        };
        Err(AssociationError::Unsupported { file_system: self.id.clone(), reason })
    }
}

impl fmt::Display for Lifecycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Creating => "being made",
            Self::Available => "available",
            Self::Misconfigured => "misconfigured",
            Self::Updating => "being changed",
            Self::Deleting => "being removed",
            Self::Failed => "failed",
            Self::Other => "in an unknown state",
        })
    }
}
