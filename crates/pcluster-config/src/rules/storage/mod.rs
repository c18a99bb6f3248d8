//! Rules about shared storage.

crate::rules::rules! {
    awsbatch_fsx,
    duplicate_mount_dir,
    duplicate_storage_id,
    duplicate_storage_name,
    ebs_shared_with_many_nodes,
    efs_access_point_unencrypted,
    efs_access_point_without_file_system,
    efs_existing_file_system,
    efs_iam_unencrypted,
    efs_provisioned_throughput,
    ephemeral_mount_dir_shared,
    file_cache_at_home,
    mount_dir_none,
    mount_dir_spelled_twice,
    mount_dirs_nested,
    new_lustre_in_several_subnets,
    reserved_mount_dir,
    several_storage_settings,
    shared_storage_efs_settings_unused,
    storage_deleted_with_cluster,
    storage_kept_after_cluster,
    storage_name_characters,
    storage_name_default,
    storage_name_too_long,
    storage_names_nested,
    storage_settings_missing,
    storage_settings_of_other_type,
    too_many_ebs_volumes,
    too_many_existing_file_systems,
    too_many_new_file_systems,
}

use std::collections::HashMap;

use garde::Validate;
use serde::Serialize;

use crate::location::Path;
use crate::model::cluster::{EbsSettings, EfsSettings, FsxLustreSettings, SharedStorage, StorageType};
use crate::rules::{At, Finding};

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
pub(super) fn other_keys(section: &impl Serialize, allowed: impl Fn(&str) -> bool) -> Vec<String> {
    match serde_json::to_value(section) {
        Ok(serde_json::Value::Object(keys)) => {
            keys.into_iter().map(|(key, _)| key).filter(|key| !allowed(key)).collect()
        }
        _ => Vec::new(),
    }
}

/// The texts that stand there already, each with its position and that of the first one.
fn duplicates<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Vec<(usize, usize)> {
    let mut first = HashMap::new();
    let texts = texts.enumerate().filter_map(|(index, text)| Some((index, text?)));
    texts
        .filter_map(|(index, text)| match *first.entry(text).or_insert(index) {
            earlier if earlier == index => None,
            earlier => Some((earlier, index)),
        })
        .collect()
}

/// A finding that encryption in transit decides, with the key where it is written.
fn with_encryption_in_transit(efs: &At<'_, EfsSettings>, finding: Finding) -> Finding {
    let path = efs.key("EncryptionInTransit");
    match efs.encryption_in_transit {
        Some(_) => finding.and(path, "this is off"),
        None => finding.decided_by(path),
    }
}

/// What there is to say about the items of a list, by their positions, that are more than `most`.
fn too_many(
    items: &[usize],
    most: usize,
    place: impl Fn(usize) -> Path,
    finding: impl FnOnce(usize) -> Finding,
) -> Option<Finding> {
    let extra = *items.get(most)?;
    let finding = finding(items.len()).at(place(extra), "the first one too many");
    Some(
        items
            .iter()
            .filter(|item| **item != extra)
            .map(|item| place(*item))
            .fold(finding, Finding::decided_by),
    )
}

/// A directory without the slashes at its ends, which mean nothing.
fn inner_path(dir: &str) -> &str {
    dir.trim_matches('/')
}
