//! Making a repository, or bringing it up to date.

use std::collections::BTreeMap;

use aws_sdk_ecr::Client;
use aws_sdk_ecr::types::{
    EncryptionConfiguration, EncryptionType, ImageScanningConfiguration, ImageTagMutability, Repository, Tag,
};

use super::plan::{RepositoryFound, RepositoryPlan, RepositoryStep, RepositoryWanted, plan};
use crate::Remedy;
use crate::aws::{Failure, FailureKind, Session};
use crate::image::RepositoryName;
use crate::operation::{Cancelled, Emitter, Operation};

/// What happens to a repository.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "event")]
#[non_exhaustive]
pub enum RepositoryEvent {
    /// What will be done.
    #[serde(rename = "plan")]
    Planned {
        /// The plan.
        #[serde(flatten)]
        plan: RepositoryPlan,
    },
    /// A step has been done.
    Changed {
        /// The step.
        #[serde(flatten)]
        step: RepositoryStep,
    },
}

/// The repository as it is in the end.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct RepositoryOutcome {
    /// Its name, for `ECR_REPO_NAME`.
    pub name: RepositoryName,
    /// What the names of its images begin with, for `ECR_REPO_URI`.
    pub uri: String,
    /// What has been done.
    pub plan: RepositoryPlan,
}

/// Why a repository is not as it should be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RepositoryError {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// It was there, and then it was not.
    #[error("the repository `{0}` disappeared meanwhile")]
    Disappeared(RepositoryName),
}

impl Remedy for RepositoryError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Call(failure) => failure.help(),
            Self::Cancelled(_) => None,
            Self::Disappeared(_) => Some("see who deletes it, then run the same command again".to_owned()),
        }
    }
}

/// What there is under a name; `None` where there is nothing.
pub async fn look(session: &Session, name: &RepositoryName) -> Result<Option<RepositoryFound>, Failure> {
    let ecr = session.ecr();
    let Some(repository) = describe(&ecr, name).await? else { return Ok(None) };
    let lifecycle = match ecr.get_lifecycle_policy().repository_name(name.as_str()).send().await {
        Ok(answer) => answer.lifecycle_policy_text,
        Err(error) => match Failure::of("ecr", "GetLifecyclePolicy", &error) {
            failure if failure.kind == FailureKind::NotFound => None,
            failure => return Err(failure),
        },
    };
    let arn = repository.repository_arn().unwrap_or_default();
    let tags = ecr
        .list_tags_for_resource()
        .resource_arn(arn)
        .send()
        .await
        .map_err(|error| Failure::of("ecr", "ListTagsForResource", &error))?;
    let tags = tags.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned()));
    Ok(Some(found(&repository, lifecycle, tags.collect())))
}

/// The repository itself; `None` where there is none.
pub(in crate::image) async fn describe(
    ecr: &Client,
    name: &RepositoryName,
) -> Result<Option<Repository>, Failure> {
    match ecr.describe_repositories().repository_names(name.as_str()).send().await {
        Ok(answer) => Ok(answer.repositories.unwrap_or_default().into_iter().next()),
        Err(error) => match Failure::of("ecr", "DescribeRepositories", &error) {
            failure if failure.kind == FailureKind::NotFound => Ok(None),
            failure => Err(failure),
        },
    }
}

/// Whether tags can be pushed once only. Where some are excluded, the registry decides at the push.
pub(in crate::image) fn has_immutable_tags(repository: &Repository) -> bool {
    repository.image_tag_mutability() == Some(&ImageTagMutability::Immutable)
}

fn found(
    repository: &Repository,
    lifecycle: Option<String>,
    tags: BTreeMap<String, String>,
) -> RepositoryFound {
    let encryption = repository.encryption_configuration().map(EncryptionConfiguration::encryption_type);
    let scan = repository.image_scanning_configuration();
    let mutability = repository.image_tag_mutability();
    RepositoryFound {
        arn: repository.repository_arn().unwrap_or_default().to_owned(),
        uri: repository.repository_uri().unwrap_or_default().to_owned(),
        scan_on_push: scan.is_some_and(ImageScanningConfiguration::scan_on_push),
        immutable_tags: mutability.is_some_and(|mutability| mutability.as_str().starts_with("IMMUTABLE")),
        encryption: encryption.map_or("AES256", EncryptionType::as_str).to_owned(),
        lifecycle,
        tags,
    }
}

/// Makes the repository, or brings it up to date.
pub fn ensure(
    session: &Session,
    wanted: RepositoryWanted,
) -> Operation<RepositoryEvent, RepositoryOutcome, RepositoryError> {
    let session = session.clone();
    Operation::start(move |emitter| async move { work(&session, &wanted, &emitter).await })
}

async fn work(
    session: &Session,
    wanted: &RepositoryWanted,
    emitter: &Emitter<RepositoryEvent>,
) -> Result<RepositoryOutcome, RepositoryError> {
    let ecr = session.ecr();
    let name = wanted.name.as_str();
    let mut found = look(session, &wanted.name).await?;
    let plan = plan(wanted, found.as_ref());
    emitter.emit(RepositoryEvent::Planned { plan: plan.clone() }).await;
    for step in &plan.steps {
        emitter.check()?;
        match step {
            RepositoryStep::Create { immutable_tags, tags } => {
                create(&ecr, wanted, *immutable_tags, tags).await?;
                found = look(session, &wanted.name).await?;
            }
            RepositoryStep::ScanOnPush => {
                let scanning = ImageScanningConfiguration::builder().scan_on_push(true).build();
                ecr.put_image_scanning_configuration()
                    .repository_name(name)
                    .image_scanning_configuration(scanning)
                    .send()
                    .await
                    .map_err(|error| Failure::of("ecr", "PutImageScanningConfiguration", &error))?;
            }
            RepositoryStep::ImmutableTags => {
                ecr.put_image_tag_mutability()
                    .repository_name(name)
                    .image_tag_mutability(ImageTagMutability::Immutable)
                    .send()
                    .await
                    .map_err(|error| Failure::of("ecr", "PutImageTagMutability", &error))?;
            }
            RepositoryStep::Lifecycle { policy } => {
                ecr.put_lifecycle_policy()
                    .repository_name(name)
                    .lifecycle_policy_text(policy.to_string())
                    .send()
                    .await
                    .map_err(|error| Failure::of("ecr", "PutLifecyclePolicy", &error))?;
            }
            RepositoryStep::Tag { tags } => {
                let arn = found.as_ref().map(|found| found.arn.as_str()).unwrap_or_default();
                ecr.tag_resource()
                    .resource_arn(arn)
                    .set_tags(Some(own_tags(tags)?))
                    .send()
                    .await
                    .map_err(|error| Failure::of("ecr", "TagResource", &error))?;
            }
        }
        emitter.emit(RepositoryEvent::Changed { step: step.clone() }).await;
    }
    let uri = found.ok_or_else(|| RepositoryError::Disappeared(wanted.name.clone()))?.uri;
    Ok(RepositoryOutcome { name: wanted.name.clone(), uri, plan })
}

/// Makes the repository. That somebody else has done so at the same moment is as good.
async fn create(
    ecr: &Client,
    wanted: &RepositoryWanted,
    immutable_tags: bool,
    tags: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let call = "CreateRepository";
    let mutability = if immutable_tags { ImageTagMutability::Immutable } else { ImageTagMutability::Mutable };
    let encryption = EncryptionConfiguration::builder().encryption_type(EncryptionType::Aes256).build();
    let created = ecr
        .create_repository()
        .repository_name(wanted.name.as_str())
        .image_tag_mutability(mutability)
        .image_scanning_configuration(ImageScanningConfiguration::builder().scan_on_push(true).build())
        .set_encryption_configuration(encryption.ok())
        .set_tags(Some(own_tags(tags)?))
        .send()
        .await;
    match created.map_err(|error| Failure::of("ecr", call, &error)) {
        Err(failure) if failure.kind == FailureKind::Exists => Ok(()),
        created => created.map(|_| ()),
    }
}

fn own_tags(tags: &BTreeMap<String, String>) -> Result<Vec<Tag>, Failure> {
    let built: Result<Vec<Tag>, _> =
        tags.iter().map(|(key, value)| Tag::builder().key(key).value(value).build()).collect();
    // Both parts of a tag are set above, so that this does not happen.
    built.map_err(|error| Failure {
        kind: FailureKind::Invalid,
        service: "ecr",
        operation: "TagResource",
        code: None,
        message: error.to_string(),
    })
}
