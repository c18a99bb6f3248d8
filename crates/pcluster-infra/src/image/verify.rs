//! What the repository knows about an image.

use std::collections::BTreeMap;

use aws_sdk_ecr::Client;
use aws_sdk_ecr::primitives::{DateTime, DateTimeFormat};
use aws_sdk_ecr::types::{ImageDetail, ImageIdentifier};

use super::repository::describe;
use super::{ImageTag, RepositoryName};
use crate::aws::{Failure, FailureKind, Session};

/// An image in a repository.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct RemoteImage {
    /// Its name with the tag, for `TRAINING_IMAGE_URI`.
    pub uri: String,
    /// The digest of its manifest.
    pub digest: String,
    /// What it takes in the repository, in bytes: the layers are compressed there.
    pub size: Option<u64>,
    /// When it was pushed (RFC 3339).
    pub pushed_at: Option<String>,
    /// When it was last pulled (RFC 3339).
    pub pulled_at: Option<String>,
    /// All its tags.
    pub tags: Vec<String>,
    /// What the scan found, where there was one.
    pub scan: Option<Scan>,
}

/// What a scan of an image found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Scan {
    /// How far it is, such as `COMPLETE`.
    pub status: String,
    /// How many vulnerabilities were found of each severity, such as `HIGH`.
    pub findings: BTreeMap<String, u32>,
}

/// What was found under a name and a tag.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "verdict")]
#[non_exhaustive]
pub enum Verdict {
    /// The image is there.
    Present(RemoteImage),
    /// The repository is there, and has no image of that tag.
    NoImage {
        /// The name that the image would have.
        uri: String,
    },
    /// There is no such repository.
    NoRepository {
        /// The name of the repository.
        name: RepositoryName,
    },
}

/// Looks for an image.
pub async fn verify(
    session: &Session,
    repository: &RepositoryName,
    tag: &ImageTag,
) -> Result<Verdict, Failure> {
    let ecr = session.ecr();
    let Some(found) = describe(&ecr, repository).await? else {
        return Ok(Verdict::NoRepository { name: repository.clone() });
    };
    let uri = format!("{}:{tag}", found.repository_uri().unwrap_or_default());
    Ok(match look(&ecr, repository, tag, &uri).await? {
        Some(image) => Verdict::Present(image),
        None => Verdict::NoImage { uri },
    })
}

/// The image with a tag; `None` where there is none.
pub(super) async fn look(
    ecr: &Client,
    repository: &RepositoryName,
    tag: &ImageTag,
    uri: &str,
) -> Result<Option<RemoteImage>, Failure> {
    let wanted = ImageIdentifier::builder().image_tag(tag.as_str()).build();
    let answer = ecr.describe_images().repository_name(repository.as_str()).image_ids(wanted).send().await;
    match answer {
        Ok(answer) => Ok(answer.image_details().first().map(|detail| image(uri, detail))),
        Err(error) => match Failure::of("ecr", "DescribeImages", &error) {
            failure if failure.kind == FailureKind::NotFound => Ok(None),
            failure => Err(failure),
        },
    }
}

fn image(uri: &str, detail: &ImageDetail) -> RemoteImage {
    let when = |time: Option<&DateTime>| time.and_then(|time| time.fmt(DateTimeFormat::DateTime).ok());
    let summary = detail.image_scan_findings_summary();
    let findings = summary.and_then(|summary| summary.finding_severity_counts());
    let findings = findings
        .into_iter()
        .flatten()
        .map(|(severity, count)| (severity.as_str().to_owned(), u32::try_from(*count).unwrap_or_default()));
    let status = detail.image_scan_status().and_then(|status| status.status());
    let scan = status.map(|status| Scan { status: status.as_str().to_owned(), findings: findings.collect() });
    RemoteImage {
        uri: uri.to_owned(),
        digest: detail.image_digest().unwrap_or_default().to_owned(),
        size: detail.image_size_in_bytes().and_then(|size| u64::try_from(size).ok()),
        pushed_at: when(detail.image_pushed_at()),
        pulled_at: when(detail.last_recorded_pull_time()),
        tags: detail.image_tags().to_vec(),
        scan,
    }
}
