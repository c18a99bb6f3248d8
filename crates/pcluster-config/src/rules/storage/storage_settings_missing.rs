//! An existing file system that is not named.
//!
//! FSx for OpenZFS, FSx for ONTAP and File Cache are never made by ParallelCluster, only mounted, so their section has to
//! say which one.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: FsxOpenZfs
//!     MountDir: /home
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxOpenZfs
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: FsxOpenZfs
//!     MountDir: /home
//!     FsxOpenZfsSettings:
//!       VolumeId: fsvol-0123456789abcdef0
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::{SharedStorage, StorageType};
use crate::rules::storage::{given_settings, settings_are_sure, settings_key};
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-settings-missing",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let id = missing_id(storage)?;
    let key = settings_key(storage.storage_type);
    let finding = Finding::new(format!("the storage `{}` does not say which one to mount", storage.name))
        .at(storage.key("StorageType"), "this kind is mounted, never made")
        .help(format!("add `{key}` with its `{id}`"));
    match given_settings(storage).as_slice() {
        [(other, _)] if settings_are_sure(storage) => Some(
            finding
                .and(storage.key(other), "these are for another kind")
                .help(format!("change the `StorageType`, or replace `{other}` by `{key}` with its `{id}`")),
        ),
        _ => Some(finding),
    }
}

/// The key that would say which one to mount, where its section is missing.
pub(super) fn missing_id(storage: &SharedStorage) -> Option<&'static str> {
    match storage.storage_type {
        StorageType::FsxOpenZfs if storage.fsx_open_zfs_settings.is_none() => Some("VolumeId"),
        StorageType::FsxOntap if storage.fsx_ontap_settings.is_none() => Some("VolumeId"),
        StorageType::FileCache if storage.file_cache_settings.is_none() => Some("FileCacheId"),
        _ => None,
    }
}
