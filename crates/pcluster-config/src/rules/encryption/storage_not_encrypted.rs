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

use super::{encryption, unencrypted};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-not-encrypted",
    severity: Severity::Info,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Option<Finding> {
    let storages = encryption(cluster, facts);
    // Next to storage that is encrypted on purpose it is worth more than a hint.
    if storages.iter().any(|storage| storage.encrypted) {
        return None;
    }
    unencrypted("data of this cluster is not encrypted at rest", &storages)
}
