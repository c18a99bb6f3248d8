//! Hard disks for a type of file system that has none.
//!
//! Only `PERSISTENT_1` file systems can be on hard disks. Without `DeploymentType` a file system is `SCRATCH_2`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 6000
//!       DeploymentType: PERSISTENT_2
//!       StorageType: HDD
//!       PerUnitStorageThroughput: 12
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
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{DeploymentType, FsxLustreSettings, FsxStorageType};
use crate::rules::lustre::{file_system_of, with_deployment_type};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-hdd-deployment-type",
    severity: Severity::Error,
    official: Some("FsxStorageTypeOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let is_hdd = lustre.storage_type == Some(FsxStorageType::Hdd);
    if !is_hdd || lustre.deployment_type() == Some(DeploymentType::Persistent1) {
        return None;
    }
    if lustre.backup_id.is_some() && lustre.deployment_type.is_none() {
        return Some(
            Finding::new("a file system made from a backup cannot ask for hard disks")
                .at(lustre.key("StorageType"), "this is for `PERSISTENT_1`")
                .and(lustre.key("BackupId"), "this keeps the deployment type to itself")
                .decided_by(lustre.key("DeploymentType"))
                .help("remove `StorageType`"),
        );
    }
    let file_system = file_system_of(lustre.deployment_type()?, lustre);
    let finding = Finding::new(format!("{file_system} cannot be on hard disks"))
        .at(lustre.key("StorageType"), "this is for `PERSISTENT_1`")
        .decided_by(lustre.key("BackupId"))
        .help("choose `DeploymentType: PERSISTENT_1`, or remove `StorageType`");
    Some(with_deployment_type(lustre, finding, "this type is on SSD"))
}
