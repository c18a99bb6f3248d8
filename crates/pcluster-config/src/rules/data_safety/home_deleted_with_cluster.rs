//! Home directories that are deleted together with the cluster.
//!
//! Storage that is made with the cluster goes with it, unless its deletion policy says otherwise, and the same
//! happens when an update takes it out of the configuration or gives it another name (documentation of
//! `SharedStorage.Name` and of each `DeletionPolicy`). On `/home` that is the work of all users.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       Encrypted: true
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       Encrypted: true
//!       DeletionPolicy: Retain
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{DeletionPolicy, EbsDeletionPolicy, EbsSettings, EfsSettings, StorageKind};
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "home-deleted-with-cluster",
    severity: Severity::Warning,
    official: None,
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let dir = storage.mount_dir.as_str().trim_matches(['/', '\n']);
    if dir != "home" {
        return None;
    }
    let delete = Some(DeletionPolicy::Delete);
    let (section, is_deleted, written) = match storage.kind() {
        StorageKind::Ebs(ebs) => {
            let policy = ebs.map_or(Some(EbsDeletionPolicy::Delete), EbsSettings::deletion_policy);
            let written = ebs.is_some_and(|ebs| ebs.deletion_policy.is_some());
            ("EbsSettings", policy == Some(EbsDeletionPolicy::Delete), written)
        }
        StorageKind::Efs(efs) => {
            let policy = efs.map_or(delete, EfsSettings::deletion_policy);
            ("EfsSettings", policy == delete, efs.is_some_and(|efs| efs.deletion_policy.is_some()))
        }
        StorageKind::FsxLustre(Some(lustre)) => {
            ("FsxLustreSettings", lustre.deletion_policy() == delete, lustre.deletion_policy.is_some())
        }
        _ => return None,
    };
    if !is_deleted {
        return None;
    }
    let settings = storage.key(section);
    let policy = settings.key("DeletionPolicy");
    let finding = Finding::new("the home directories of all users are deleted with the cluster")
        .at(storage.key("MountDir"), "where users keep their files")
        .decided_by(settings.key("FileSystemId"))
        .decided_by(settings.key("VolumeId"))
        .help(format!(
            "write `DeletionPolicy: Retain` below `{section}`, or mount a file system that exists"
        ));
    Some(if written { finding.and(policy, "this deletes them") } else { finding.decided_by(policy) })
}
