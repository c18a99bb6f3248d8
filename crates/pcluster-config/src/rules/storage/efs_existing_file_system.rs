//! Settings of a new EFS file system on an existing one.
//!
//! With `FileSystemId` the file system is mounted as it is; what can still be said is how.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//!       Encrypted: true
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//!       EncryptionInTransit: true
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::EfsSettings;
use crate::rules::storage::other_keys;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efs-existing-file-system",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::EfsSettings(check),
};

/// The keys that say how an existing file system is mounted.
const ALLOWED: [&str; 4] = ["FileSystemId", "EncryptionInTransit", "IamAuthorization", "AccessPointId"];

fn check(efs: &At<'_, EfsSettings>, _: &Facts<'_>) -> Option<Finding> {
    efs.file_system_id.as_ref()?;
    let others = other_keys(&**efs, |key| ALLOWED.contains(&key));
    let (first, rest) = others.split_first()?;
    let finding = Finding::new("an existing EFS file system keeps its own settings")
        .at(efs.key(first), "this is for a new file system")
        .and(efs.key("FileSystemId"), "this one exists")
        .help(format!(
            "remove {}",
            others.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
        ));
    Some(rest.iter().fold(finding, |finding, key| finding.and(efs.key(key), "and this")))
}
