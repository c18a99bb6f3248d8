//! A new Lustre file system without a size.
//!
//! Only a file system that exists, or one from a backup, brings its size along.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 0
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::StorageKind;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-capacity-missing",
    severity: Severity::Error,
    official: Some("FsxStorageCapacityValidator"),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let StorageKind::FsxLustre(settings) = storage.kind() else { return None };
    let has_own =
        settings.is_some_and(|lustre| lustre.file_system_id.is_some() || lustre.backup_id.is_some());
    let capacity = settings.and_then(|lustre| lustre.storage_capacity);
    if has_own || capacity.is_some_and(|capacity| capacity.get() != 0) {
        return None;
    }
    let section = storage.key("FsxLustreSettings");
    let path = section.key("StorageCapacity");
    let finding = Finding::new(format!("nothing says how large the file system `{}` is", storage.name))
        .decided_by(storage.key("StorageType"))
        .decided_by(section.key("FileSystemId"))
        .decided_by(section.key("BackupId"))
        .help("set `StorageCapacity` in GiB, such as 1200, or name a file system that exists with `FileSystemId`");
    Some(match (settings, capacity) {
        (_, Some(_)) => finding.at(path, "0 means no size at all"),
        (Some(_), None) => finding.at(section, "`StorageCapacity` is missing here").decided_by(path),
        (None, None) => {
            finding.at(storage.key("StorageType"), "a new file system needs a size").decided_by(path)
        }
    })
}
