//! Why associations cannot be made.

use std::fmt;

use crate::Remedy;
use crate::aws::{Failure, FailureKind};
use crate::bucket::BucketError;
use crate::operation::Cancelled;
use crate::outputs::OutputsError;

use super::Lifecycle;
use super::check::PER_FILE_SYSTEM;
use super::look::OUTPUT;

/// Why associations cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AssociationError {
    /// The file system can have none.
    #[error("the file system `{file_system}` can have no associations: {reason}")]
    Unsupported {
        /// The file system.
        file_system: String,
        /// What it is.
        reason: String,
    },
    /// The file system is in a state in which nothing can be done with it.
    #[error("the file system `{file_system}` is {lifecycle}")]
    FileSystem {
        /// The file system.
        file_system: String,
        /// Its state, as FSx calls it.
        lifecycle: String,
    },
    /// The file system does not exist.
    #[error("there is no file system `{file_system}` in {region}")]
    NoFileSystem {
        /// The file system.
        file_system: String,
        /// The region.
        region: String,
    },
    /// The stack, which should tell the file system, cannot.
    #[error(transparent)]
    Stack(#[from] OutputsError),
    /// The stack has made no file system.
    #[error("the stack `{stack}` has no output `{OUTPUT}` to tell the file system")]
    NoOutput {
        /// The stack.
        stack: String,
    },
    /// What the file system has already stands in the way.
    #[error("{}", lines(.conflicts))]
    Conflicts {
        /// All that stands in the way.
        conflicts: Vec<Conflict>,
    },
    /// Associations have failed or are misconfigured.
    #[error("{}", lines(.broken))]
    Broken {
        /// Those.
        broken: Vec<Broken>,
    },
    /// An association that was waited for is gone.
    #[error("the association of `{path}` is gone: somebody else has removed it")]
    Gone {
        /// Its directory.
        path: String,
    },
    /// The bucket cannot be used.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// It was to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// An association of the file system that stands in the way of one that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// The directory is associated with another place.
    #[error("`{path}` is associated with {existing} already (`{id}`), not with {wanted}")]
    Repository {
        /// The directory.
        path: String,
        /// Where it is associated with.
        existing: String,
        /// Where it should be.
        wanted: String,
        /// The association that is there.
        id: String,
    },
    /// A directory above or below is associated.
    #[error("`{path}` overlaps with `{existing}`, which is associated already (`{id}`)")]
    Path {
        /// The directory.
        path: String,
        /// The other directory.
        existing: String,
        /// The association that is there.
        id: String,
    },
    /// The place in S3 is associated with another directory.
    #[error("{wanted} overlaps with {existing}, which is associated with `{path}` already (`{id}`)")]
    Prefix {
        /// The place that is wanted.
        wanted: String,
        /// The place that is associated.
        existing: String,
        /// The directory that it is associated with.
        path: String,
        /// The association that is there.
        id: String,
    },
    /// There would be more than a file system may have.
    #[error("there would be {0} associations; a file system has {PER_FILE_SYSTEM} at most")]
    Limit(usize),
}

/// An association that does not work.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Broken {
    /// Its directory.
    pub path: String,
    /// Its place in S3.
    pub repository: String,
    /// Its id.
    pub id: String,
    /// Its state: failed or misconfigured.
    pub lifecycle: Lifecycle,
    /// Why, in the words of FSx.
    pub reason: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, repository, lifecycle, reason, id } = self;
        let state = if *lifecycle == Lifecycle::Failed { "has failed" } else { "is misconfigured" };
        write!(f, "the association of `{path}` with {repository} (`{id}`) {state}: {reason}")
    }
}

impl Broken {
    /// What to do about it, as far as the reason tells.
    fn help(&self) -> String {
        let reason = self.reason.to_lowercase();
        let cause = if reason.contains("kms") || reason.contains("key") {
            "the policy of the KMS key of the bucket must let the service-linked role of FSx (`AWSServiceRoleForFSxS3Access_...`) use it"
        } else if reason.contains("notification") {
            "FSx needs the event notification `FSx` of the bucket: put it back, or remove others for the same events and prefix"
        } else if reason.contains("polic") || reason.contains("denied") || reason.contains("access") {
            "the bucket policy must not keep out the service-linked role of FSx (`AWSServiceRoleForFSxS3Access_...`)"
        } else {
            "see that the bucket exists in the same region, and that its policy and its KMS key let FSx in"
        };
        format!("{cause}; then run the same command again")
    }
}

/// What to do about all of them: once where it is the same.
fn helps(broken: &[Broken]) -> Option<String> {
    let first = broken.first()?.help();
    if broken.iter().all(|broken| broken.help() == first) {
        return Some(first);
    }
    Some(lines(
        &broken.iter().map(|broken| format!("`{}`: {}", broken.path, broken.help())).collect::<Vec<_>>(),
    ))
}

/// Several sentences, one a line.
fn lines(sentences: &[impl fmt::Display]) -> String {
    sentences.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  ")
}

impl Remedy for AssociationError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Unsupported { .. } => Some(
                "make a file system of type PERSISTENT_2, or PERSISTENT_1 with `LustreVersion` 2.12 or 2.15".to_owned(),
            ),
            Self::NoFileSystem { .. } => {
                Some("`--file-system` names one, `--region` the region that it is in".to_owned())
            }
            Self::FileSystem { .. } => Some("`--file-system` names another one".to_owned()),
            Self::Gone { .. } => Some("run the same command again to make it anew".to_owned()),
            Self::Stack(error) => error.help(),
            Self::NoOutput { .. } => Some("`--file-system` names the file system".to_owned()),
            Self::Conflicts { conflicts } => conflicts.first().map(Conflict::help),
            Self::Broken { broken } => helps(broken),
            Self::Bucket(error) => error.help(),
            Self::Call(failure) if failure.kind == FailureKind::Quota => {
                Some("remove associations that are no longer needed, or use another file system".to_owned())
            }
            Self::Call(failure) if failure.message.contains("S3 bucket") => Some(
                "see that the bucket exists in the same region, and allow `s3:Get*`, `s3:List*` and `s3:PutObject` on it in a policy of this identity"
                    .to_owned(),
            ),
            Self::Call(failure) => failure.help(),
            Self::Cancelled(_) => None,
        }
    }
}

impl Conflict {
    fn help(&self) -> String {
        let remove = |id: &str| {
            format!(
                "use another directory or prefix, or remove that association first: `aws fsx delete-data-repository-association --association-id {id} --no-delete-data-in-file-system`"
            )
        };
        match self {
            Self::Repository { id, .. } | Self::Path { id, .. } | Self::Prefix { id, .. } => remove(id),
            Self::Limit(_) => "associate a directory further up with a prefix further up".to_owned(),
        }
    }
}
