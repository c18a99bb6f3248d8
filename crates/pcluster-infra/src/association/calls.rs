//! The calls that make, change and remove associations.

use aws_sdk_fsx::Client;
use aws_sdk_fsx::types::{
    AutoExportPolicy, AutoImportPolicy, DataRepositoryAssociation, DataRepositoryLifecycle, EventType,
    S3DataRepositoryConfiguration, Tag,
};
use md5::{Digest, Md5};

use crate::aws::Failure;
use crate::hex::hex;

use super::spec::CHUNK_SIZE;
use super::{Association, Events, Existing, Lifecycle};

/// How many tokens are tried: FSx remembers those of associations that are gone for a while.
const TOKENS: u32 = 4;

/// An association as FSx tells it; `None` where it is none of a Lustre file system.
pub(super) fn existing(told: &DataRepositoryAssociation) -> Option<Existing> {
    let import =
        told.s3().and_then(S3DataRepositoryConfiguration::auto_import_policy).map(AutoImportPolicy::events);
    let export =
        told.s3().and_then(S3DataRepositoryConfiguration::auto_export_policy).map(AutoExportPolicy::events);
    Some(Existing {
        id: told.association_id()?.to_owned(),
        path: told.file_system_path()?.to_owned(),
        repository: told.data_repository_path()?.to_owned(),
        lifecycle: lifecycle(told.lifecycle()),
        reason: told.failure_details().and_then(|details| details.message()).map(str::to_owned),
        import: events(import.unwrap_or_default()),
        export: events(export.unwrap_or_default()),
        chunk_size: told
            .imported_file_chunk_size()
            .and_then(|size| u32::try_from(size).ok())
            .unwrap_or(CHUNK_SIZE),
    })
}

fn lifecycle(told: Option<&DataRepositoryLifecycle>) -> Lifecycle {
    match told {
        Some(DataRepositoryLifecycle::Creating) => Lifecycle::Creating,
        Some(DataRepositoryLifecycle::Available) => Lifecycle::Available,
        Some(DataRepositoryLifecycle::Misconfigured) => Lifecycle::Misconfigured,
        Some(DataRepositoryLifecycle::Updating) => Lifecycle::Updating,
        Some(DataRepositoryLifecycle::Deleting) => Lifecycle::Deleting,
        Some(DataRepositoryLifecycle::Failed) => Lifecycle::Failed,
        _ => Lifecycle::Other,
    }
}

fn events(told: &[EventType]) -> Events {
    Events {
        new: told.contains(&EventType::New),
        changed: told.contains(&EventType::Changed),
        deleted: told.contains(&EventType::Deleted),
    }
}

/// The events as FSx wants them.
fn types(events: Events) -> Vec<EventType> {
    let all = [
        (events.new, EventType::New),
        (events.changed, EventType::Changed),
        (events.deleted, EventType::Deleted),
    ];
    all.into_iter().filter(|(on, _)| *on).map(|(_, event)| event).collect()
}

/// What is passed on; with `explicit` also that nothing is, which ends what was passed on before.
fn policies(association: &Association, explicit: bool) -> S3DataRepositoryConfiguration {
    let import = AutoImportPolicy::builder().set_events(Some(types(association.import))).build();
    let export = AutoExportPolicy::builder().set_events(Some(types(association.export))).build();
    S3DataRepositoryConfiguration::builder()
        .set_auto_import_policy((explicit || association.import != Events::NONE).then_some(import))
        .set_auto_export_policy((explicit || association.export != Events::NONE).then_some(export))
        .build()
}

/// A token that is the same whenever the same is asked for, so that an answer that was lost makes nothing twice.
fn token(content: &str) -> String {
    format!("pclusterctl-{}", hex(&Md5::digest(content.as_bytes())))
}

/// Makes an association, and gives its id. `instead_of` is one that had failed and is gone.
pub(super) async fn create(
    fsx: &Client,
    file_system: &str,
    association: &Association,
    instead_of: Option<&str>,
) -> Result<String, Failure> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let content = format!("{file_system} {association} {} {attempt}", instead_of.unwrap_or_default());
        let tag = Tag::builder().key("Name").value(&association.path).build();
        let answer = fsx
            .create_data_repository_association()
            .file_system_id(file_system)
            .file_system_path(&association.path)
            .data_repository_path(association.repository.to_string())
            .batch_import_meta_data_on_create(association.batch_import)
            .imported_file_chunk_size(association.chunk_size.try_into().unwrap_or(i32::MAX))
            .s3(policies(association, false))
            .tags(tag)
            .client_request_token(token(&content))
            .send()
            .await;
        match answer {
            Ok(answer) => {
                let told = answer.association();
                let state = lifecycle(told.and_then(DataRepositoryAssociation::lifecycle));
                if attempt == TOKENS || state != Lifecycle::Deleting {
                    return Ok(told.and_then(|told| told.association_id()).unwrap_or_default().to_owned());
                }
            }
            Err(error) => {
                let failure = Failure::of("fsx", "CreateDataRepositoryAssociation", &error);
                let used =
                    failure.code.as_deref().is_some_and(|code| code.starts_with("IncompatibleParameter"));
                if attempt == TOKENS || !used {
                    return Err(failure);
                }
            }
        }
    }
}

/// Gives an association its settings.
pub(super) async fn update(fsx: &Client, id: &str, association: &Association) -> Result<(), Failure> {
    let call = fsx
        .update_data_repository_association()
        .association_id(id)
        .imported_file_chunk_size(association.chunk_size.try_into().unwrap_or(i32::MAX))
        .s3(policies(association, true));
    call.send().await.map(drop).map_err(|error| Failure::of("fsx", "UpdateDataRepositoryAssociation", &error))
}

/// Removes an association. Files on the file system stay.
pub(super) async fn delete(fsx: &Client, id: &str) -> Result<(), Failure> {
    let call = fsx.delete_data_repository_association().association_id(id).delete_data_in_file_system(false);
    call.send().await.map(drop).map_err(|error| Failure::of("fsx", "DeleteDataRepositoryAssociation", &error))
}
