//! Shared storage that is deleted together with the cluster.
//!
//! New storage is deleted, with all that is in it, when the cluster is deleted or when it is taken out of the
//! configuration, unless `DeletionPolicy` says otherwise.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       DeletionPolicy: Retain
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{EbsDeletionPolicy, StorageKind};
use crate::rules::storage::settings_key;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-deleted-with-cluster",
    severity: Severity::Info,
    official: Some("DeletionPolicyValidator"),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    if storage.deletion_policy() != Some(EbsDeletionPolicy::Delete) {
        return None;
    }
    let section = storage.key(settings_key(storage.storage_type));
    let policy = section.key("DeletionPolicy");
    let finding = Finding::new(format!("`{}` is deleted together with the cluster", storage.name))
        .decided_by(storage.key("StorageType"))
        .help("write `DeletionPolicy: Retain` if the data is to outlive the cluster");
    Some(if is_written(storage.kind()) {
        finding.at(policy, "this deletes it with all data")
    } else {
        let finding = finding.at(storage.key("Name"), "without a `DeletionPolicy`, its data goes with it");
        let deciding = [policy, section.key("VolumeId"), section.key("FileSystemId")];
        deciding.into_iter().fold(finding, Finding::decided_by)
    })
}

fn is_written(kind: StorageKind<'_>) -> bool {
    match kind {
        StorageKind::Ebs(ebs) => ebs.is_some_and(|ebs| ebs.deletion_policy.is_some()),
        StorageKind::Efs(efs) => efs.is_some_and(|efs| efs.deletion_policy.is_some()),
        StorageKind::FsxLustre(lustre) => lustre.is_some_and(|lustre| lustre.deletion_policy.is_some()),
        _ => false,
    }
}
