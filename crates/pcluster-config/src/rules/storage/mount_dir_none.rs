//! Shared storage mounted at `NONE`.
//!
//! The nodes' own set-up uses that word for no directory at all.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /NONE
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /none
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "mount-dir-none",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    // The official pattern ends with `$`, which lets a line break through.
    let dir = storage.mount_dir.as_str();
    let dir = dir.strip_suffix('\n').unwrap_or(dir);
    matches!(dir, "NONE" | "/NONE").then(|| {
        Finding::new(format!("`{dir}` cannot be a shared directory"))
            .at(storage.key("MountDir"), "")
            .help("choose another directory, such as `/shared`")
    })
}
