//! Settings of a new Lustre file system on an existing one.
//!
//! With `FileSystemId` the file system is mounted as it is, and nothing else can be said about it.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//!       StorageCapacity: 1200
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::FsxLustreSettings;
use crate::rules::storage::other_keys;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-existing-file-system",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::FsxLustreSettings(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Option<Finding> {
    lustre.file_system_id.as_ref()?;
    let others = other_keys(&**lustre, |key| key == "FileSystemId");
    let (first, rest) = others.split_first()?;
    let finding = Finding::new("an existing Lustre file system keeps its own settings")
        .at(lustre.key(first), "this is for a new file system")
        .and(lustre.key("FileSystemId"), "this one exists")
        .help(format!(
            "remove {}",
            others.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
        ));
    Some(rest.iter().fold(finding, |finding, key| finding.and(lustre.key(key), "and this")))
}
