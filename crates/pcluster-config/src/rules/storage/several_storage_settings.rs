//! Settings of several kinds of storage in one item.
//!
//! Every item of `SharedStorage` is one file system or volume.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//!     EfsSettings:
//!       Encrypted: true
//!     EbsSettings:
//!       Size: 100
//! ```
//!
//! An empty section counts for nothing.
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//!     EfsSettings:
//!       Encrypted: true
//!     EbsSettings: {}
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::storage::given_settings;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "several-storage-settings",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let given = given_settings(storage);
    let [first, others @ ..] = given.as_slice() else { return None };
    if others.is_empty() {
        return None;
    }
    let finding = Finding::new(format!("the storage `{}` has settings of several kinds", storage.name))
        .at(storage.key(first.0), "")
        .help(
            "keep the settings that belong to the `StorageType`, and make items of their own for the others",
        );
    Some(others.iter().fold(finding, |finding, (key, _)| finding.and(storage.key(key), "and these")))
}
