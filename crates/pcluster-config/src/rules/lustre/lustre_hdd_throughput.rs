//! A file system on hard disks without one of the throughputs that they have.
//!
//! Hard disks give 12 or 40 MB/s for every TiB, and one of the two has to be chosen.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 6000
//!       DeploymentType: PERSISTENT_1
//!       StorageType: HDD
//!       PerUnitStorageThroughput: 50
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1800
//!       DeploymentType: PERSISTENT_1
//!       StorageType: HDD
//!       PerUnitStorageThroughput: 40
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{FsxLustreSettings, FsxStorageType};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-hdd-throughput",
    severity: Severity::Error,
    official: Some("FsxStorageTypeOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let throughput = lustre.per_unit_storage_throughput;
    let is_hdd = lustre.storage_type == Some(FsxStorageType::Hdd);
    if !is_hdd || throughput.is_some_and(|throughput| matches!(throughput.get(), 12 | 40)) {
        return None;
    }
    let (path, disks) = (lustre.key("PerUnitStorageThroughput"), lustre.key("StorageType"));
    Some(match throughput {
        Some(throughput) => Finding::new(format!("hard disks do not give {throughput} MB/s per TiB"))
            .at(path, "this must be 12 or 40")
            .and(disks, "the file system is on hard disks")
            .help("set `PerUnitStorageThroughput` to 12 or 40, or remove `StorageType`"),
        None => Finding::new("a file system on hard disks needs a throughput")
            .at(disks, "`PerUnitStorageThroughput` is missing beside this")
            .decided_by(path)
            .help("add `PerUnitStorageThroughput`: 12 or 40 MB/s per TiB"),
    })
}
