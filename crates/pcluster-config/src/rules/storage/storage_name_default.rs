//! A storage with the name `default`.
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
use crate::rules::storage::names;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-name-default",
    severity: Severity::Error,
    official: Some("SharedStorageNameValidator"),
    check: Check::SharedStorageEach(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Vec<Finding> {
    // The official pattern ends with `$`, which lets a line break through.
    let wrong = names(storage).filter(|(name, _)| name.strip_suffix('\n').unwrap_or(name) == "default");
    let findings = wrong.map(|(_, place)| {
        Finding::new("`default` cannot be the name of a storage")
            .at(place, "")
            .help("choose a name that says what is in it")
    });
    findings.collect()
}
