//! Storage without encryption in a cluster that asks for encryption elsewhere.
//!
//! Where somebody writes `Encrypted: true` for one volume, data has to be protected; it also passes through the root
//! volumes and the other shared storage. Encryption cannot be switched on later. EFS file systems are not encrypted
//! unless the configuration says so. Queues among themselves are compared by a rule of their own.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   LocalStorage:
//!     RootVolume:
//!       Encrypted: false
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Encrypted: true
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   LocalStorage:
//!     RootVolume:
//!       Size: 100
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       Encrypted: true
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::encryption;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "unencrypted-next-to-encrypted",
    severity: Severity::Warning,
    official: None,
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let storages = encryption(cluster, facts.knows("HeadNode.SharedStorageEfsSettings"));
    let Some(protected) = storages.iter().find(|storage| storage.encrypted) else { return Vec::new() };
    let findings = storages.iter().filter(|storage| !storage.encrypted).map(|storage| {
        Finding::new(format!("{} is encrypted on purpose, and {} is not", protected.what, storage.what))
            .at(storage.path.clone(), "not encrypted")
            .and(protected.path.clone(), "encrypted")
            .help("write `Encrypted: true` here as well: it costs nothing, and cannot be changed later")
    });
    findings.collect()
}
