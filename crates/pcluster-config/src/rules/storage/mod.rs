//! Rules about shared storage.

crate::rules::rules! {
    efs_existing_file_system,
    efs_provisioned_throughput,
    lustre_existing_file_system,
    lustre_from_backup,
    mount_dir_none,
    several_storage_settings,
    storage_settings_missing,
    storage_settings_of_other_type,
}

use garde::Validate;
use serde::Serialize;

use crate::model::cluster::{EbsSettings, EfsSettings, FsxLustreSettings, SharedStorage, StorageType};

/// The settings that an item has, each with the type it fits; a section without keys counts for nothing.
fn given_settings(storage: &SharedStorage) -> Vec<(&'static str, StorageType)> {
    let mut given = Vec::new();
    let mut add = |kind, filled| {
        if filled {
            given.push((settings_key(kind), kind));
        }
    };
    add(
        StorageType::Ebs,
        storage.ebs_settings.as_ref().is_some_and(|settings| *settings != EbsSettings::default()),
    );
    add(
        StorageType::Efs,
        storage.efs_settings.as_ref().is_some_and(|settings| *settings != EfsSettings::default()),
    );
    let lustre = storage.fsx_lustre_settings.as_ref();
    add(StorageType::FsxLustre, lustre.is_some_and(|settings| *settings != FsxLustreSettings::default()));
    add(StorageType::FsxOpenZfs, storage.fsx_open_zfs_settings.is_some());
    add(StorageType::FsxOntap, storage.fsx_ontap_settings.is_some());
    add(StorageType::FileCache, storage.file_cache_settings.is_some());
    given
}

/// Whether a finding may touch all settings that an item has. A section that is wrong or a placeholder is replaced by
/// one whose id cannot be, and what is said about it is dropped.
fn settings_are_sure(storage: &SharedStorage) -> bool {
    storage.fsx_open_zfs_settings.as_ref().is_none_or(|settings| settings.validate().is_ok())
        && storage.fsx_ontap_settings.as_ref().is_none_or(|settings| settings.validate().is_ok())
        && storage.file_cache_settings.as_ref().is_none_or(|settings| settings.validate().is_ok())
}

/// The section that goes with a type.
fn settings_key(kind: StorageType) -> &'static str {
    match kind {
        StorageType::Ebs => "EbsSettings",
        StorageType::Efs => "EfsSettings",
        StorageType::FsxLustre => "FsxLustreSettings",
        StorageType::FsxOpenZfs => "FsxOpenZfsSettings",
        StorageType::FsxOntap => "FsxOntapSettings",
        StorageType::FileCache => "FileCacheSettings",
    }
}

/// The keys that a section has besides the ones that are allowed, in documentation order.
fn other_keys(section: &impl Serialize, allowed: impl Fn(&str) -> bool) -> Vec<String> {
    match serde_json::to_value(section) {
        Ok(serde_json::Value::Object(keys)) => {
            keys.into_iter().map(|(key, _)| key).filter(|key| !allowed(key)).collect()
        }
        _ => Vec::new(),
    }
}
