//! Automatic backups of a file system that has none.
//!
//! FSx backs up persistent file systems only. Without `DeploymentType` a file system is `SCRATCH_2`, and one from a
//! backup cannot say its type, so that it is refused as well.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       AutomaticBackupRetentionDays: 14
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       BackupId: backup-0123456789abcdef0
//!       AutomaticBackupRetentionDays: 14
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 250
//!       AutomaticBackupRetentionDays: 14
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::{file_system_of, scratch_type, with_deployment_type};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-backups-of-scratch",
    severity: Severity::Error,
    official: Some("FsxBackupOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    lustre.automatic_backup_retention_days.filter(|days| days.get() != 0)?;
    let days = lustre.key("AutomaticBackupRetentionDays");
    if lustre.backup_id.is_some() && lustre.deployment_type.is_none() {
        return Some(
            Finding::new("a file system made from a backup cannot have automatic backups from the start")
                .at(days, "this is refused")
                .and(lustre.key("BackupId"), "this keeps the deployment type to itself")
                .decided_by(lustre.key("DeploymentType"))
                .help("remove it, and set the retention of the file system in FSx once it is made"),
        );
    }
    let file_system = file_system_of(scratch_type(lustre)?, lustre);
    let finding = Finding::new(format!("{file_system} has no automatic backups"))
        .at(days, "this is for persistent file systems")
        .decided_by(lustre.key("BackupId"))
        .help("choose `DeploymentType: PERSISTENT_2`, or remove `AutomaticBackupRetentionDays`");
    Some(with_deployment_type(lustre, finding, "this type has none"))
}
