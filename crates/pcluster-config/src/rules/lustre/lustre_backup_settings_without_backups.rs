//! Settings of automatic backups where none are made.
//!
//! Automatic backups need `AutomaticBackupRetentionDays` greater than 0.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 250
//!       DailyAutomaticBackupStartTime: "03:00"
//!       CopyTagsToBackups: false
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
//!       DailyAutomaticBackupStartTime: "03:00"
//!       CopyTagsToBackups: false
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-backup-settings-without-backups",
    severity: Severity::Error,
    official: Some("FsxBackupOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    let days = lustre.automatic_backup_retention_days;
    if days.is_some_and(|days| days.get() != 0) {
        return None;
    }
    let has_time = lustre.daily_automatic_backup_start_time.is_some();
    let settings = [
        ("DailyAutomaticBackupStartTime", has_time),
        ("CopyTagsToBackups", lustre.copy_tags_to_backups.is_some()),
    ];
    let mut given = settings.into_iter().filter_map(|(key, given)| given.then_some(key));
    let first = given.next()?;
    let finding = Finding::new("there are settings of automatic backups, but none are made")
        .at(lustre.key(first), "this is about automatic backups")
        .help("add `AutomaticBackupRetentionDays`, or remove the settings");
    let finding = given.fold(finding, |finding, key| finding.and(lustre.key(key), "and so is this"));
    let path = lustre.key("AutomaticBackupRetentionDays");
    Some(match days {
        Some(_) => finding.and(path, "0 days means no backups"),
        None => finding.decided_by(path),
    })
}
