//! Whether a bucket is there for us.

use aws_sdk_s3::error::SdkError;

use crate::aws::{Failure, FailureKind, Session};

use super::{BucketError, BucketName};

/// Whether a bucket that may be used exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// It exists, in the region of the session.
    There,
    /// There is no bucket of that name anywhere.
    Missing,
}

/// Asks whether a bucket exists; with `owner`, whether it belongs to that account too.
///
/// It fails when the bucket is somebody else's or in another region.
pub async fn head(session: &Session, bucket: &BucketName, owner: Option<&str>) -> Result<Head, BucketError> {
    let elsewhere = |actual: &str| BucketError::Elsewhere {
        bucket: bucket.clone(),
        actual: actual.to_owned(),
        region: session.region().to_owned(),
    };
    let call = session.s3().head_bucket().bucket(bucket.as_str());
    let error = match call.set_expected_bucket_owner(owner.map(str::to_owned)).send().await {
        Ok(answer) => {
            return match answer.bucket_region() {
                Some(actual) if actual != session.region() => Err(elsewhere(actual)),
                _ => Ok(Head::There),
            };
        }
        Err(error) => error,
    };
    // The answer has no body, and so no code.
    let (status, actual) = match &error {
        SdkError::ServiceError(answer) => {
            let headers = answer.raw().headers();
            (answer.raw().status().as_u16(), headers.get("x-amz-bucket-region").map(str::to_owned))
        }
        SdkError::ResponseError(answer) => (answer.raw().status().as_u16(), None),
        _ => (0, None),
    };
    match (status, actual) {
        (404, _) => Ok(Head::Missing),
        (403, _) => Err(closed(session, bucket, owner).await?),
        (301 | 307 | 400, Some(actual)) if actual != session.region() => Err(elsewhere(&actual)),
        // HeadBucket is allowed by the permission to list.
        _ => Err(Failure::of("s3", "ListBucket", &error).into()),
    }
}

/// Why a bucket may not be looked at: the caller's own buckets tell whether it is among them.
async fn closed(
    session: &Session,
    bucket: &BucketName,
    owner: Option<&str>,
) -> Result<BucketError, BucketError> {
    let list = session.s3().list_buckets().prefix(bucket.as_str()).max_buckets(100).send().await;
    match list {
        Ok(list) if list.buckets().iter().any(|own| own.name() == Some(bucket.as_str())) => {
            Ok(BucketError::Call(Failure {
                kind: FailureKind::Denied,
                service: "s3",
                operation: "ListBucket",
                code: Some("403".to_owned()),
                message: format!("the bucket `{bucket}` is of this account, but closed to this identity"),
            }))
        }
        Ok(_) => Ok(match owner {
            Some(account) => BucketError::Foreign { bucket: bucket.clone(), account: account.to_owned() },
            None => BucketError::Closed { bucket: bucket.clone() },
        }),
        Err(error) => {
            let failure = Failure::of("s3", "ListAllMyBuckets", &error);
            match failure.kind {
                FailureKind::Denied => Ok(BucketError::Closed { bucket: bucket.clone() }),
                _ => Err(failure.into()),
            }
        }
    }
}
