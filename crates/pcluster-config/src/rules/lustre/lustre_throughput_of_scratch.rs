//! A throughput for a file system that leaves no choice.
//!
//! Scratch file systems have 200 MB/s for every TiB, whatever is asked for; only `PERSISTENT_1` and `PERSISTENT_2` have a
//! choice. Without `DeploymentType` a file system is `SCRATCH_2`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 4800
//!       PerUnitStorageThroughput: 250
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 4800
//!       DeploymentType: SCRATCH_2
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::{file_system_of, scratch_type, with_deployment_type};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-throughput-of-scratch",
    severity: Severity::Error,
    official: Some("FsxPersistentOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    lustre.per_unit_storage_throughput.filter(|throughput| throughput.get() != 0)?;
    let file_system = file_system_of(scratch_type(lustre)?, lustre);
    let finding = Finding::new(format!("the throughput of {file_system} cannot be chosen"))
        .at(lustre.key("PerUnitStorageThroughput"), "this is for persistent file systems")
        .decided_by(lustre.key("BackupId"))
        .help("choose `DeploymentType: PERSISTENT_2`, or remove `PerUnitStorageThroughput`");
    Some(with_deployment_type(lustre, finding, "this type has no choice"))
}
