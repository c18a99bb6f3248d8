//! Settings that a backup brings along, on a Lustre file system made from it.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       BackupId: backup-0123456789abcdef0
//!       StorageCapacity: 1200
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       BackupId: backup-0123456789abcdef0
//!       DeletionPolicy: Retain
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::FsxLustreSettings;
use crate::rules::storage::other_keys;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-from-backup",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::FsxLustreSettings(check),
};

/// What the backup itself says.
const FROM_BACKUP: [&str; 7] = [
    "DeploymentType",
    "PerUnitStorageThroughput",
    "StorageCapacity",
    "ImportPath",
    "ExportPath",
    "ImportedFileChunkSize",
    "KmsKeyId",
];

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    lustre.backup_id.as_ref()?;
    let others = other_keys(&**lustre, |key| !FROM_BACKUP.contains(&key));
    let (first, rest) = others.split_first()?;
    let finding = Finding::new("a file system made from a backup takes its settings from it")
        .at(lustre.key(first), "the backup says this")
        .and(lustre.key("BackupId"), "this is the backup")
        .help(format!(
            "remove {}",
            others.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
        ));
    Some(rest.iter().fold(finding, |finding, key| finding.and(lustre.key(key), "and this")))
}
