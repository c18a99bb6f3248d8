//! Rules about FSx for Lustre.

crate::rules::rules! {
    lustre_associations_with_import_path,
    lustre_auto_import_without_bucket,
    lustre_backup_settings_without_backups,
    lustre_backups_of_s3_link,
    lustre_backups_of_scratch,
    lustre_capacity,
    lustre_capacity_missing,
    lustre_drive_cache_without_hdd,
    lustre_existing_file_system,
    lustre_from_backup,
    lustre_hdd_deployment_type,
    lustre_hdd_throughput,
    lustre_import_path_missing,
    lustre_kms_key_of_scratch,
    lustre_s3_address,
    lustre_ssd_throughput,
    lustre_throughput_missing,
    lustre_throughput_of_scratch,
    lustre_too_many_associations,
}

use crate::model::cluster::{DeploymentType, FsxLustreSettings};
use crate::rules::{At, Finding};

/// A finding that the deployment type decides, with the type where it is written.
fn with_deployment_type(lustre: &At<'_, FsxLustreSettings>, finding: Finding, label: &str) -> Finding {
    let path = lustre.key("DeploymentType");
    match lustre.deployment_type {
        Some(_) => finding.and(path, label),
        None => finding.decided_by(path),
    }
}

/// The type of a scratch file system, which has one copy of its data only. A file system from a backup and one that
/// exists keep their type to themselves.
fn scratch_type(lustre: &FsxLustreSettings) -> Option<DeploymentType> {
    lustre.deployment_type().filter(|deployment| !deployment.is_persistent())
}

/// A file system of a type in words, which also say where the type comes from if it is not written.
fn file_system_of(deployment: DeploymentType, lustre: &FsxLustreSettings) -> String {
    match lustre.deployment_type {
        Some(_) => format!("a `{}` file system", deployment.as_str()),
        None => format!("a file system of type `{}`, the default,", deployment.as_str()),
    }
}

/// The text, where it is not empty: an empty one counts as absent.
fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

/// The bucket of an address in S3; `None` where the address is too short to have one.
fn bucket(address: &str) -> Option<&str> {
    address.split('/').nth(2)
}

/// Numbers to choose from, in words.
fn one_of(numbers: &[i64]) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
