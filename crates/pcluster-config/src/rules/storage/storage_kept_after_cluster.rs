//! Shared storage that stays when the cluster is deleted.
//!
//! It goes on costing money until somebody deletes it.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       DeletionPolicy: Retain
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::EbsDeletionPolicy;
use crate::rules::storage::settings_key;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-kept-after-cluster",
    severity: Severity::Info,
    official: Some("DeletionPolicyValidator"),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    (storage.deletion_policy() == Some(EbsDeletionPolicy::Retain)).then(|| {
        let section = storage.key(settings_key(storage.storage_type));
        Finding::new(format!("`{}` stays when the cluster is deleted", storage.name))
            .at(section.key("DeletionPolicy"), "this keeps it")
            .decided_by(storage.key("StorageType"))
            .help("delete it yourself once its data is no longer needed")
    })
}
