//! What a sync says while it works, and at its end.

use std::io;
use std::path::PathBuf;

use crate::Remedy;
use crate::aws::{Failure, FailureKind};
use crate::operation::Cancelled;

use super::plan::Reason;

/// What happens during a sync. Paths are those below the directory, with `/` between their parts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum SyncEvent {
    /// How far it is, now and then.
    Progress(Progress),
    /// A file has been copied, and the copy has the checksum of the file.
    Copied {
        /// The file.
        path: String,
        /// Its size.
        bytes: u64,
        /// Why it was copied.
        reason: Reason,
    },
    /// A file would be copied.
    WouldCopy {
        /// The file.
        path: String,
        /// Its size.
        bytes: u64,
        /// Why it would be copied.
        reason: Reason,
    },
    /// Parts of a file had arrived before, and are not sent again.
    Resumed {
        /// The file.
        path: String,
        /// How many parts of how many had arrived.
        parts: usize,
        /// How many parts there are.
        of: usize,
        /// What needs not be sent.
        bytes: u64,
    },
    /// An unfinished upload of an earlier content has been thrown away.
    Abandoned {
        /// The file.
        path: String,
    },
    /// A file changed while it was read, and is sent again.
    Changed {
        /// The file.
        path: String,
    },
    /// Something that the source does not have was removed.
    Removed {
        /// What was removed.
        path: String,
    },
    /// Something that the source does not have would be removed.
    WouldRemove {
        /// What would be removed.
        path: String,
    },
    /// Something that is not copied, by its nature.
    Skipped {
        /// What it is about.
        path: String,
        /// Why.
        reason: String,
    },
    /// Something that should have been copied or removed could not be.
    Failed {
        /// What it is about.
        path: String,
        /// Why.
        reason: String,
    },
}

/// How far a sync is. What has not been looked at yet is in no figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Progress {
    /// Files looked at so far.
    pub files: u64,
    /// Files found the same on both sides.
    pub unchanged: u64,
    /// Files that are to be copied, of those looked at.
    pub to_copy: u64,
    /// Bytes that are to be copied.
    pub bytes_to_copy: u64,
    /// Files copied.
    pub copied: u64,
    /// Bytes copied, without those that had arrived in an earlier run.
    pub bytes_copied: u64,
    /// Bytes of unfinished files that had arrived in an earlier run.
    pub bytes_resumed: u64,
    /// Whether all files have been looked at.
    pub complete: bool,
}

/// How a sync ended. That some files failed is no error of the whole.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct SyncSummary {
    /// Whether nothing was done, only said.
    pub dry_run: bool,
    /// Files that were, or would be, copied.
    pub copied: u64,
    /// Bytes that were, or would be, copied.
    pub bytes: u64,
    /// Bytes of these files that had arrived in an earlier run.
    pub resumed_bytes: u64,
    /// Files that are the same on both sides.
    pub unchanged: u64,
    /// Files that were, or would be, removed from the target.
    pub removed: u64,
    /// Things that are not copied, by their nature.
    pub skipped: u64,
    /// Things that should have been copied or removed but were not.
    pub failed: u64,
    /// How long it took.
    pub seconds: f64,
    /// Why nothing was removed although that was asked for.
    pub kept: Option<Kept>,
}

/// Why nothing was removed although that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kept {
    /// Something failed, so it is not sure what the source has.
    Failures,
    /// Whoever was asked said no.
    Declined,
}

/// What would be removed, for whoever has to approve of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removal {
    /// How many files or objects.
    pub count: u64,
    /// The first few.
    pub examples: Vec<String>,
}

/// Why a sync could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SyncError {
    /// The directory cannot be read.
    #[error("cannot read the directory `{}`", directory.display())]
    Directory {
        /// The directory.
        directory: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The source has nothing in it, and everything in the target was to be removed.
    #[error("there is nothing in `{from}`, so {count} files would be removed and none copied")]
    EmptySource {
        /// The source.
        from: String,
        /// How many files or objects would have been removed.
        count: u64,
    },
    /// The listing of the bucket was not in the order in which S3 lists.
    #[error("the bucket is not listed in the order of its keys")]
    Unordered,
    /// A file for the program's own use could not be written.
    #[error("cannot write a temporary file")]
    Temporary(#[source] io::Error),
    /// A call to AWS failed in a way that every other would, too.
    #[error(transparent)]
    Call(#[from] Failure),
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Remedy for SyncError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Call(failure) if failure.kind == FailureKind::NotFound => {
                Some("`pclusterctl data bucket` makes the bucket".to_owned())
            }
            Self::Call(failure) => failure.help(),
            Self::EmptySource { .. } => Some(
                "see whether the source is the right one, and mounted; `--yes` removes everything".to_owned(),
            ),
            Self::Unordered => Some(
                "buckets in a single zone (S3 Express One Zone) list like this: use a general purpose bucket"
                    .to_owned(),
            ),
            Self::Directory { .. } | Self::Temporary(_) | Self::Cancelled(_) => None,
        }
    }
}
