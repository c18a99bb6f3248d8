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

use super::{encryption, unencrypted};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "unencrypted-next-to-encrypted",
    severity: Severity::Warning,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Option<Finding> {
    let storages = encryption(cluster, facts);
    let protected = storages.iter().find(|storage| storage.encrypted)?;
    if storages.iter().all(|storage| storage.of_queue) {
        return None;
    }
    let finding =
        unencrypted("data is encrypted in one place of this cluster and not in another", &storages)?;
    Some(finding.and(protected.path.clone(), format!("{} is encrypted on purpose", protected.what)))
}
