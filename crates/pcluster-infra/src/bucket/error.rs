//! Why a bucket cannot be used.

use crate::Remedy;
use crate::aws::Failure;
use crate::operation::Cancelled;

use super::BucketName;

/// Why a bucket cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BucketError {
    /// It belongs to another account. Names of buckets are the same for all accounts of a partition.
    #[error("the bucket `{bucket}` belongs to another account than {account}")]
    Foreign {
        /// The bucket.
        bucket: BucketName,
        /// The account that it should belong to.
        account: String,
    },
    /// It exists, and that is all that the caller may know.
    #[error(
        "the bucket `{bucket}` exists, but may not be looked at: it belongs to another account, or this identity lacks permissions"
    )]
    Closed {
        /// The bucket.
        bucket: BucketName,
    },
    /// It is in another region.
    #[error("the bucket `{bucket}` is in {actual}, not in {region}")]
    Elsewhere {
        /// The bucket.
        bucket: BucketName,
        /// Where it is.
        actual: String,
        /// Where it was looked for.
        region: String,
    },
    /// It does not exist.
    #[error("there is no bucket `{bucket}`")]
    Missing {
        /// The bucket.
        bucket: BucketName,
    },
    /// Its ACL lets others in, so that ACLs cannot be switched off.
    #[error("ACLs of the bucket `{bucket}` cannot be switched off: its own ACL lets somebody else in")]
    AclInUse {
        /// The bucket.
        bucket: BucketName,
    },
    /// Its policy would be longer than S3 accepts.
    #[error("the policy of the bucket `{bucket}` would be {bytes} bytes long; S3 accepts {MAX_POLICY_BYTES}")]
    PolicyTooLong {
        /// The bucket.
        bucket: BucketName,
        /// The length of the policy.
        bytes: usize,
    },
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// It was to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The longest policy of a bucket, in bytes (S3 user guide, bucket policies: 20 KB).
pub(super) const MAX_POLICY_BYTES: usize = 20 * 1024;

impl Remedy for BucketError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Foreign { .. } => Some(
                "choose another name; if it is yours, `--profile` chooses the credentials of its account".to_owned(),
            ),
            Self::Closed { .. } => Some(
                "choose another name, or allow `s3:ListBucket` and `s3:ListAllMyBuckets` in a policy of this identity"
                    .to_owned(),
            ),
            Self::Elsewhere { actual, .. } => Some(format!("give `--region {actual}`, or choose another bucket")),
            Self::Missing { bucket } => Some(format!("`pclusterctl data bucket {bucket}` makes it")),
            Self::AclInUse { bucket } => Some(format!(
                "move what the ACL grants into the bucket policy, then `aws s3api put-bucket-acl --bucket {bucket} --acl private`"
            )),
            Self::PolicyTooLong { .. } => Some("shorten the policy, or choose another bucket".to_owned()),
            Self::Call(failure) => failure.help(),
            Self::Cancelled(_) => None,
        }
    }
}
