//! New storage that is not encrypted at rest.
//!
//! Encryption costs nothing and cannot be switched on later: the storage has to be made anew and filled again. EBS
//! volumes are encrypted unless the configuration says otherwise; EFS file systems are not unless it says so.
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
//!       Encrypted: true
//!       DeletionPolicy: Retain
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::encryption;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-not-encrypted",
    severity: Severity::Info,
    official: None,
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let storages = encryption(cluster, facts.knows("HeadNode.SharedStorageEfsSettings"));
    // Next to storage that is encrypted on purpose it is worth more than a hint.
    if storages.iter().any(|storage| storage.encrypted) {
        return Vec::new();
    }
    let findings = storages.into_iter().map(|storage| {
        Finding::new(format!("what {} holds is not encrypted at rest", storage.what))
            .at(storage.path, "not encrypted")
            .help("write `Encrypted: true`: it costs nothing, and cannot be changed later")
    });
    findings.collect()
}
