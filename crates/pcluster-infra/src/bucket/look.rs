//! Finding out what a bucket has.

use std::collections::BTreeMap;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::types::BucketVersioningStatus;
use serde_json::Value;

use crate::aws::{Failure, Session};

use super::{BucketError, Head, Lifecycle, PublicAccess, Settings, Versioning, Wanted, head};

/// Finds out what the bucket has; `None` where it does not exist.
///
/// It fails when the bucket belongs to another account or is in another region.
pub async fn look(session: &Session, wanted: &Wanted) -> Result<Option<Settings>, BucketError> {
    if head(session, &wanted.bucket, Some(&wanted.account)).await? == Head::Missing {
        return Ok(None);
    }
    let look = Look { s3: session.s3(), bucket: wanted.bucket.as_str(), owner: &wanted.account };
    let (public_access, ownership, versioning, encryption, policy, lifecycle, tags, empty) =
        Box::pin(async {
            tokio::try_join!(
                look.public_access(),
                look.ownership(),
                look.versioning(),
                look.encryption(),
                look.policy(),
                look.lifecycle(),
                look.tags(),
                look.empty(),
            )
        })
        .await?;
    Ok(Some(Settings { public_access, ownership, versioning, encryption, policy, lifecycle, tags, empty }))
}

/// A bucket that is looked at.
struct Look<'a> {
    s3: Client,
    bucket: &'a str,
    owner: &'a str,
}

/// What a call found; `None` where S3 says that there is no such setting, each time in other words.
fn found<T, E>(
    operation: &'static str,
    absent: &str,
    answer: Result<T, SdkError<E, HttpResponse>>,
) -> Result<Option<T>, Failure>
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(SdkError::ServiceError(answer)) if answer.err().code() == Some(absent) => Ok(None),
        Err(error) => Err(Failure::of("s3", operation, &error)),
    }
}

impl Look<'_> {
    async fn public_access(&self) -> Result<PublicAccess, Failure> {
        let call = self.s3.get_public_access_block().bucket(self.bucket).expected_bucket_owner(self.owner);
        let absent = "NoSuchPublicAccessBlockConfiguration";
        let answer = found("GetBucketPublicAccessBlock", absent, call.send().await)?;
        let block = answer.and_then(|answer| answer.public_access_block_configuration);
        Ok(block.map_or_else(PublicAccess::default, |block| PublicAccess {
            block_acls: block.block_public_acls.unwrap_or_default(),
            ignore_acls: block.ignore_public_acls.unwrap_or_default(),
            block_policy: block.block_public_policy.unwrap_or_default(),
            restrict_buckets: block.restrict_public_buckets.unwrap_or_default(),
        }))
    }

    async fn ownership(&self) -> Result<Option<String>, Failure> {
        let call =
            self.s3.get_bucket_ownership_controls().bucket(self.bucket).expected_bucket_owner(self.owner);
        let absent = "OwnershipControlsNotFoundError";
        let answer = found("GetBucketOwnershipControls", absent, call.send().await)?;
        let controls = answer.and_then(|answer| answer.ownership_controls);
        Ok(controls
            .and_then(|controls| Some(controls.rules().first()?.object_ownership().as_str().to_owned())))
    }

    async fn versioning(&self) -> Result<Versioning, Failure> {
        let call = self.s3.get_bucket_versioning().bucket(self.bucket).expected_bucket_owner(self.owner);
        let answer = call.send().await.map_err(|error| Failure::of("s3", "GetBucketVersioning", &error))?;
        Ok(match answer.status() {
            Some(BucketVersioningStatus::Enabled) => Versioning::Enabled,
            Some(BucketVersioningStatus::Suspended) => Versioning::Suspended,
            _ => Versioning::Off,
        })
    }

    async fn encryption(&self) -> Result<Option<String>, Failure> {
        let call = self.s3.get_bucket_encryption().bucket(self.bucket).expected_bucket_owner(self.owner);
        let absent = "ServerSideEncryptionConfigurationNotFoundError";
        let answer = found("GetEncryptionConfiguration", absent, call.send().await)?;
        let configuration = answer.and_then(|answer| answer.server_side_encryption_configuration);
        Ok(configuration.and_then(|configuration| {
            let rule = configuration
                .rules()
                .iter()
                .find_map(|rule| rule.apply_server_side_encryption_by_default())?;
            Some(rule.sse_algorithm().as_str().to_owned())
        }))
    }

    async fn policy(&self) -> Result<Option<Value>, Failure> {
        let call = self.s3.get_bucket_policy().bucket(self.bucket).expected_bucket_owner(self.owner);
        let answer = found("GetBucketPolicy", "NoSuchBucketPolicy", call.send().await)?;
        let Some(text) = answer.and_then(|answer| answer.policy) else { return Ok(None) };
        // S3 accepts no policy that is not JSON; replacing one that cannot be read would lose what it says.
        serde_json::from_str(&text).map(Some).map_err(|error| Failure {
            kind: crate::aws::FailureKind::Other,
            service: "s3",
            operation: "GetBucketPolicy",
            code: None,
            message: format!("the policy of the bucket is not JSON: {error}"),
        })
    }

    async fn lifecycle(&self) -> Result<Lifecycle, Failure> {
        let call = self
            .s3
            .get_bucket_lifecycle_configuration()
            .bucket(self.bucket)
            .expected_bucket_owner(self.owner);
        let absent = "NoSuchLifecycleConfiguration";
        let answer = found("GetLifecycleConfiguration", absent, call.send().await)?;
        Ok(answer.map_or_else(Lifecycle::default, |answer| Lifecycle {
            rules: answer.rules.unwrap_or_default(),
            minimum_size: answer.transition_default_minimum_object_size,
        }))
    }

    async fn tags(&self) -> Result<BTreeMap<String, String>, Failure> {
        let call = self.s3.get_bucket_tagging().bucket(self.bucket).expected_bucket_owner(self.owner);
        let answer = found("GetBucketTagging", "NoSuchTagSet", call.send().await)?;
        let tags = answer.map(|answer| answer.tag_set).unwrap_or_default();
        Ok(tags.into_iter().map(|tag| (tag.key, tag.value)).collect())
    }

    async fn empty(&self) -> Result<bool, Failure> {
        let call =
            self.s3.list_object_versions().bucket(self.bucket).expected_bucket_owner(self.owner).max_keys(1);
        let answer = call.send().await.map_err(|error| Failure::of("s3", "ListBucketVersions", &error))?;
        Ok(answer.versions().is_empty() && answer.delete_markers().is_empty())
    }
}
