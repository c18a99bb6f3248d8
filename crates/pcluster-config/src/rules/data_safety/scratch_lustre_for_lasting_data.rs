//! A Lustre file system without copies, in a place for data that has to last.
//!
//! A scratch file system keeps every file once: when a server fails, what is on it is gone, and there are no backups
//! (FSx for Lustre User Guide, deployment options). `SCRATCH_2` is what a new file system gets when nothing is said.
//! Silent where the file system is linked to S3, and for directories whose names promise nothing.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: checkpoints
//!     StorageType: FsxLustre
//!     MountDir: /checkpoints
//!     FsxLustreSettings:
//!       StorageCapacity: 2400
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: checkpoints
//!     StorageType: FsxLustre
//!     MountDir: /checkpoints
//!     FsxLustreSettings:
//!       StorageCapacity: 2400
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 250
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{DeploymentType, StorageKind};
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

use super::is_lasting;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "scratch-lustre-for-lasting-data",
    severity: Severity::Warning,
    official: None,
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let StorageKind::FsxLustre(Some(lustre)) = storage.kind() else { return None };
    let scratch =
        matches!(lustre.deployment_type(), Some(DeploymentType::Scratch1 | DeploymentType::Scratch2));
    let linked = lustre.import_path.is_some()
        || lustre.export_path.is_some()
        || lustre.data_repository_associations.as_ref().is_some_and(|links| !links.is_empty());
    let dir = storage.mount_dir.as_str();
    if !is_lasting(dir) || !scratch || linked {
        return None;
    }
    let settings = storage.key("FsxLustreSettings");
    let mut finding = Finding::new(format!(
        "a scratch file system loses files when a server fails, and `{dir}` is to keep them"
    ))
    .at(storage.key("MountDir"), "")
    .help(
        "take `DeploymentType: PERSISTENT_2`, or link the directory to S3 with `DataRepositoryAssociations`",
    );
    for key in ["FileSystemId", "BackupId", "ImportPath", "ExportPath", "DataRepositoryAssociations"] {
        finding = finding.decided_by(settings.key(key));
    }
    let place = settings.key("DeploymentType");
    Some(match lustre.deployment_type {
        Some(_) => finding.and(place, "no copies"),
        None => finding.decided_by(place),
    })
}
