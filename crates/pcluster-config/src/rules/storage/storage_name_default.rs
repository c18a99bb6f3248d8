//! Shared storage with the name `default`.
//!
//! ParallelCluster keeps that name for itself.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: default
//!     StorageType: Efs
//!     MountDir: /data
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-name-default",
    severity: Severity::Error,
    official: Some("SharedStorageNameValidator"),
    check: Check::StorageName(check),
};

fn check(name: &At<'_, str>, _: &Facts<'_>) -> Option<Finding> {
    // The official pattern ends with `$`, which lets a line break through.
    matches!(name.value(), "default" | "default\n").then(|| {
        Finding::new("shared storage cannot have the name `default`")
            .at(name.path(), "")
            .help("choose a name that says what is in it")
    })
}
