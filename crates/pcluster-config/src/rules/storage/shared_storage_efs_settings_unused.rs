//! Settings of an EFS file system that is not made.
//!
//! `SharedStorageEfsSettings` are those of the file system that `SharedStorageType: Efs` makes; by default there is none.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   SharedStorageEfsSettings:
//!     Encrypted: true
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!   SharedStorageType: Efs
//!   SharedStorageEfsSettings:
//!     Encrypted: true
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, SharedStorageType};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "shared-storage-efs-settings-unused",
    severity: Severity::Error,
    official: Some("SharedStorageEfsSettingsValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let head = &cluster.head_node;
    head.shared_storage_efs_settings.as_ref()?;
    if head.shared_storage_type() == SharedStorageType::Efs {
        return None;
    }
    let place = cluster.key("HeadNode");
    let finding = Finding::new("there are settings of an EFS file system, but none is made")
        .at(place.key("SharedStorageEfsSettings"), "these are for `SharedStorageType: Efs`")
        .help("write `SharedStorageType: Efs`, or remove the settings");
    let path = place.key("SharedStorageType");
    Some(match head.shared_storage_type {
        Some(_) => finding.and(path, "this is another type"),
        None => finding.decided_by(path),
    })
}
