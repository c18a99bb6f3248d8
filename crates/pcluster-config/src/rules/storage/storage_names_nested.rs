//! The name of a shared storage that reads like a path below another.
//!
//! The official tool compares names where it means to compare directories: the name `data/raw` next to the name `data` is
//! refused, as is a name that reads like a path below the directory of the nodes' own disks, `/scratch`. What the
//! comparison was meant for is said by `mount-dirs-nested`.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data/raw
//!     StorageType: Ebs
//!     MountDir: /raw
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data-raw
//!     StorageType: Ebs
//!     MountDir: /raw
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef, Side, nested_storages};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-names-nested",
    severity: Severity::Error,
    official: Some("OverlappingMountDirValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let name = |index: usize| cluster.key("SharedStorage").index(index).key("Name");
    nested_storages(
        cluster,
        facts,
        |storage| storage.name.as_str(),
        |dir| dir,
        |inner, outer, sides| {
            let finding = Finding::new(format!(
                "`{inner}` reads like a path below `{outer}`, which the official tool refuses"
            ))
            .help("rename the storage, without a slash");
            match sides {
                (Side::Shared(inner), Side::Shared(outer)) => {
                    finding.at(name(inner), "this name").and(name(outer), "and this one")
                }
                (Side::Shared(shared), Side::Own(_)) | (Side::Own(_), Side::Shared(shared)) => {
                    finding.at(name(shared), "this name")
                }
                (Side::Own(_), Side::Own(_)) => finding,
            }
        },
    )
}
