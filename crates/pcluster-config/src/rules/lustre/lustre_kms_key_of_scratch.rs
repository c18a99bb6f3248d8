//! A key of one's own for a file system that takes none.
//!
//! FSx encrypts scratch file systems with a key of its own; only persistent ones take another. Without
//! `DeploymentType` a file system is `SCRATCH_2`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: SCRATCH_2
//!       KmsKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
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
//!       KmsKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::{file_system_of, filled, scratch_type, with_deployment_type};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-kms-key-of-scratch",
    severity: Severity::Error,
    official: Some("FsxPersistentOptionsValidator"),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    filled(lustre.kms_key_id.as_ref())?;
    let file_system = file_system_of(scratch_type(lustre)?, lustre);
    let finding = Finding::new(format!("{file_system} takes no key of yours"))
        .at(lustre.key("KmsKeyId"), "this is for persistent file systems")
        .decided_by(lustre.key("BackupId"))
        .help("choose `DeploymentType: PERSISTENT_2`, or remove `KmsKeyId`: FSx encrypts in any case");
    Some(with_deployment_type(lustre, finding, "this type takes none"))
}
