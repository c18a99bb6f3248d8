//! Finding out what a file system is and has.

use std::collections::BTreeSet;

use aws_sdk_fsx::types::{Filter, FilterName};

use crate::aws::{Failure, FailureKind, Session};
use crate::bucket::{BucketError, BucketName, Head, head};
use crate::outputs;

use super::calls::existing;
use super::{Association, AssociationError, Existing, FileSystem};

/// The output of the prerequisites stack that tells the file system.
pub(super) const OUTPUT: &str = "FSxLustreFilesystemId";

/// What there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file system.
    pub file_system: FileSystem,
    /// Its associations.
    pub existing: Vec<Existing>,
}

/// The Lustre file system that a stack has made, by the stack's output `FSxLustreFilesystemId`.
pub async fn file_system_of_stack(session: &Session, stack: &str) -> Result<String, AssociationError> {
    let outputs = outputs::of_stack(session, stack).await?.outputs;
    let output = outputs.into_iter().find(|(output, _)| output == OUTPUT);
    output.map(|(_, value)| value).ok_or_else(|| AssociationError::NoOutput { stack: stack.to_owned() })
}

/// Finds out what the file system is, which associations it has, and that the buckets are there and in its region.
///
/// A bucket that is called after `account` has to belong to it.
pub async fn look(
    session: &Session,
    file_system: &str,
    wanted: &[Association],
    account: &str,
) -> Result<Found, AssociationError> {
    let file_system = read_file_system(session, file_system).await?;
    let buckets: BTreeSet<&BucketName> =
        wanted.iter().map(|association| &association.repository.bucket).collect();
    let own = BucketName::of_account(account, session.region());
    for bucket in buckets {
        if head(session, bucket, (bucket == &own).then_some(account)).await? == Head::Missing {
            return Err(BucketError::Missing { bucket: bucket.clone() }.into());
        }
    }
    let existing = associations(session, &file_system.id).await?;
    Ok(Found { file_system, existing })
}

/// What the file system is.
pub(super) async fn read_file_system(session: &Session, id: &str) -> Result<FileSystem, AssociationError> {
    let answer = session.fsx().describe_file_systems().file_system_ids(id).send().await;
    let absent =
        || AssociationError::NoFileSystem { file_system: id.to_owned(), region: session.region().to_owned() };
    let answer = answer.map_err(|error| {
        let failure = Failure::of("fsx", "DescribeFileSystems", &error);
        if failure.kind == FailureKind::NotFound { absent() } else { failure.into() }
    })?;
    let found = answer.file_systems().first().ok_or_else(absent)?;
    let lustre = found.lustre_configuration();
    Ok(FileSystem {
        id: id.to_owned(),
        kind: found.file_system_type().map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
        deployment: lustre
            .and_then(|lustre| lustre.deployment_type())
            .map(|deployment| deployment.as_str().to_owned())
            .unwrap_or_default(),
        version: found.file_system_type_version().unwrap_or_default().to_owned(),
        storage: found.storage_type().map(|storage| storage.as_str().to_owned()).unwrap_or_default(),
        lifecycle: found.lifecycle().map(|lifecycle| lifecycle.as_str().to_owned()).unwrap_or_default(),
        linked_at_creation: lustre.is_some_and(|lustre| lustre.data_repository_configuration().is_some()),
    })
}

/// The associations of a file system.
pub(super) async fn associations(session: &Session, file_system: &str) -> Result<Vec<Existing>, Failure> {
    let filter = Filter::builder().name(FilterName::FileSystemId).values(file_system).build();
    let mut pages =
        session.fsx().describe_data_repository_associations().filters(filter).into_paginator().send();
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| Failure::of("fsx", "DescribeDataRepositoryAssociations", &error))?;
        found.extend(page.associations().iter().filter_map(existing));
    }
    Ok(found)
}
