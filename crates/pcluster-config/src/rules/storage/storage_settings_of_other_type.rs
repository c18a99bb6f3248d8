//! Settings of another kind of storage than `StorageType` says.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EfsSettings:
//!       Encrypted: true
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//!     EfsSettings:
//!       Encrypted: true
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::storage::storage_settings_missing::missing_id;
use crate::rules::storage::{given_settings, settings_are_sure, settings_key};
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-settings-of-other-type",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let given = given_settings(storage);
    // Said by `several-storage-settings`, or by `storage-settings-missing`.
    if given.len() > 1 && settings_are_sure(storage) || missing_id(storage).is_some() {
        return None;
    }
    let (key, _) = given.into_iter().find(|(_, fits)| *fits != storage.storage_type)?;
    let wanted = settings_key(storage.storage_type);
    let finding = Finding::new(format!("`{key}` does not fit the `StorageType` of `{}`", storage.name))
        .at(storage.key(key), "")
        .and(storage.key("StorageType"), format!("this goes with `{wanted}`"))
        .help("change the `StorageType`, or rename the section");
    Some(finding)
}
