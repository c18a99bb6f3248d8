//! Changing a bucket.

use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{
    BucketLifecycleConfiguration, BucketLocationConstraint, BucketVersioningStatus,
    CreateBucketConfiguration, ObjectOwnership, OwnershipControls, OwnershipControlsRule,
    PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging, VersioningConfiguration,
};

use crate::aws::{Failure, FailureKind, Session};
use crate::operation::{Emitter, Operation};

use super::{BucketError, BucketName, Change, Origin, Plan};

/// How often a change to a bucket is tried that S3 does not know everywhere yet, or that it works on.
const SETTLING_ATTEMPTS: u32 = 15;

/// How long to wait between two of them.
const SETTLING_PAUSE: Duration = Duration::from_secs(1);

/// What happens while a bucket is changed.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BucketEvent {
    /// A change is about to be made.
    Changing {
        /// Which one, counted from 1.
        number: usize,
        /// How many there are.
        of: usize,
        /// The change.
        #[serde(flatten)]
        change: Change,
    },
    /// A change has been made.
    Changed {
        /// Which one, counted from 1.
        number: usize,
    },
}

/// What has become of a bucket.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct BucketOutcome {
    /// The bucket.
    pub bucket: BucketName,
    /// The account that it belongs to.
    pub account: String,
    /// The region that it is in.
    pub region: String,
    /// Where it comes from.
    pub origin: Origin,
    /// How many changes have been made.
    pub changes: usize,
}

/// Makes the changes of a plan.
///
/// It can end at any point: [`look`](super::look) and [`plan`](super::plan) find what is left to do.
pub fn apply(session: &Session, plan: Plan) -> Operation<BucketEvent, BucketOutcome, BucketError> {
    let s3 = session.s3();
    Operation::start(|emitter| run(s3, plan, emitter))
}

async fn run(s3: Client, plan: Plan, emitter: Emitter<BucketEvent>) -> Result<BucketOutcome, BucketError> {
    let of = plan.changes.len();
    for (number, change) in (1..).zip(&plan.changes) {
        emitter.check()?;
        emitter.emit(BucketEvent::Changing { number, of, change: change.clone() }).await;
        settled(&s3, &plan, change, &emitter).await?;
        emitter.emit(BucketEvent::Changed { number }).await;
    }
    let Plan { bucket, account, region, origin, .. } = plan;
    Ok(BucketOutcome { bucket, account, region, origin, changes: of })
}

/// Makes a change. A bucket that was just created is not known everywhere at once, and S3 refuses a change while it works
/// on another.
async fn settled(
    s3: &Client,
    plan: &Plan,
    change: &Change,
    emitter: &Emitter<BucketEvent>,
) -> Result<(), BucketError> {
    let mut attempt = 1;
    loop {
        let failure = match make(s3, plan, change).await {
            Ok(()) => return Ok(()),
            Err(failure) => failure,
        };
        let unknown = failure.kind == FailureKind::NotFound && plan.origin != Origin::Adopted;
        let busy = failure.code.as_deref() == Some("OperationAborted");
        if attempt == SETTLING_ATTEMPTS || !(unknown || busy) {
            return Err(meaning(plan, change, failure));
        }
        attempt += 1;
        emitter.sleep(SETTLING_PAUSE).await?;
    }
}

/// What a failure means for the bucket.
fn meaning(plan: &Plan, change: &Change, failure: Failure) -> BucketError {
    let (bucket, code) = (plan.bucket.clone(), failure.code.as_deref().unwrap_or_default());
    match (change, code) {
        (Change::Create, "BucketAlreadyExists") => {
            BucketError::Foreign { bucket, account: plan.account.clone() }
        }
        (Change::DisableAcls { .. }, "InvalidBucketAclWithObjectOwnership") => {
            BucketError::AclInUse { bucket }
        }
        _ => BucketError::Call(failure),
    }
}

/// Makes a change, whether it has been made before or not.
async fn make(s3: &Client, plan: &Plan, change: &Change) -> Result<(), Failure> {
    let (bucket, owner) = (plan.bucket.as_str(), plan.account.as_str());
    match change {
        Change::Create => create(s3, plan).await,
        Change::Tag { all, .. } => {
            // Both are given, without which a tag cannot be built.
            let tags =
                all.iter().filter_map(|(key, value)| Tag::builder().key(key).value(value).build().ok());
            let tagging = Tagging::builder().set_tag_set(Some(tags.collect())).build().ok();
            let call =
                s3.put_bucket_tagging().bucket(bucket).expected_bucket_owner(owner).set_tagging(tagging);
            call.send().await.map(drop).map_err(|error| Failure::of("s3", "PutBucketTagging", &error))
        }
        Change::DisableAcls { .. } => {
            let rule = OwnershipControlsRule::builder()
                .object_ownership(ObjectOwnership::BucketOwnerEnforced)
                .build()
                .ok();
            let controls = OwnershipControls::builder().set_rules(rule.map(|rule| vec![rule])).build().ok();
            let call = s3.put_bucket_ownership_controls().bucket(bucket).expected_bucket_owner(owner);
            let answer = call.set_ownership_controls(controls).send().await;
            answer.map(drop).map_err(|error| Failure::of("s3", "PutBucketOwnershipControls", &error))
        }
        Change::RequireTls { policy, .. } => {
            let call = s3.put_bucket_policy().bucket(bucket).expected_bucket_owner(owner);
            let answer = call.policy(policy.to_string()).send().await;
            answer.map(drop).map_err(|error| Failure::of("s3", "PutBucketPolicy", &error))
        }
        Change::BlockPublicAccess { .. } => {
            let block = PublicAccessBlockConfiguration::builder()
                .block_public_acls(true)
                .ignore_public_acls(true)
                .block_public_policy(true)
                .restrict_public_buckets(true)
                .build();
            let call = s3.put_public_access_block().bucket(bucket).expected_bucket_owner(owner);
            let answer = call.public_access_block_configuration(block).send().await;
            answer.map(drop).map_err(|error| Failure::of("s3", "PutBucketPublicAccessBlock", &error))
        }
        Change::Encrypt => {
            let default = ServerSideEncryptionByDefault::builder()
                .sse_algorithm(ServerSideEncryption::Aes256)
                .build()
                .ok();
            let rule = ServerSideEncryptionRule::builder()
                .set_apply_server_side_encryption_by_default(default)
                .build();
            let configuration = ServerSideEncryptionConfiguration::builder().rules(rule).build().ok();
            let call = s3.put_bucket_encryption().bucket(bucket).expected_bucket_owner(owner);
            let answer = call.set_server_side_encryption_configuration(configuration).send().await;
            answer.map(drop).map_err(|error| Failure::of("s3", "PutEncryptionConfiguration", &error))
        }
        Change::EnableVersioning { .. } => {
            let versioning =
                VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
            let call = s3.put_bucket_versioning().bucket(bucket).expected_bucket_owner(owner);
            let answer = call.versioning_configuration(versioning).send().await;
            answer.map(drop).map_err(|error| Failure::of("s3", "PutBucketVersioning", &error))
        }
        Change::AddLifecycleRules { rules, lifecycle, .. } => {
            let all = lifecycle.with(rules);
            let configuration = BucketLifecycleConfiguration::builder().set_rules(Some(all)).build().ok();
            let call = s3.put_bucket_lifecycle_configuration().bucket(bucket).expected_bucket_owner(owner);
            let answer = call
                .set_transition_default_minimum_object_size(lifecycle.minimum_size.clone())
                .set_lifecycle_configuration(configuration)
                .send()
                .await;
            answer.map(drop).map_err(|error| Failure::of("s3", "PutLifecycleConfiguration", &error))
        }
    }
}

async fn create(s3: &Client, plan: &Plan) -> Result<(), Failure> {
    // `us-east-1` is the one region that S3 does not want to be told.
    let place = (plan.region != "us-east-1").then(|| {
        let constraint = BucketLocationConstraint::from(plan.region.as_str());
        CreateBucketConfiguration::builder().location_constraint(constraint).build()
    });
    let call = s3.create_bucket().bucket(plan.bucket.as_str()).set_create_bucket_configuration(place);
    match call.object_ownership(ObjectOwnership::BucketOwnerEnforced).send().await {
        Ok(_) => Ok(()),
        Err(error) => {
            let failure = Failure::of("s3", "CreateBucket", &error);
            // An answer that was lost, or another run at the same time.
            let ours = failure.code.as_deref() == Some("BucketAlreadyOwnedByYou");
            if ours { Ok(()) } else { Err(failure) }
        }
    }
}
