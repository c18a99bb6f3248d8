//! A cache for hard disks on a file system without any.
//!
//! The drive cache is an SSD in front of hard disks. A file system is on SSD anyway unless it has `StorageType: HDD`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_1
//!       PerUnitStorageThroughput: 100
//!       DriveCacheType: READ
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 6000
//!       DeploymentType: PERSISTENT_1
//!       StorageType: HDD
//!       PerUnitStorageThroughput: 12
//!       DriveCacheType: READ
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{FsxLustreSettings, FsxStorageType};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-drive-cache-without-hdd",
    severity: Severity::Error,
    official: Some("FsxStorageTypeOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    lustre.drive_cache_type?;
    if lustre.storage_type == Some(FsxStorageType::Hdd) {
        return None;
    }
    let finding = Finding::new("a file system on SSD has no drive cache")
        .at(lustre.key("DriveCacheType"), "this is for hard disks")
        .help("remove `DriveCacheType`, or choose `StorageType: HDD`");
    let path = lustre.key("StorageType");
    Some(match lustre.storage_type {
        Some(_) => finding.and(path, "this is not `HDD`"),
        None => finding.decided_by(path),
    })
}
