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
use crate::rules::{At, Check, EphemeralDir, Facts, Finding, RuleDef, Side, ephemeral_dirs, nestings};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "storage-names-nested",
    severity: Severity::Error,
    official: Some("OverlappingMountDirValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let storages = cluster.shared_storage.as_deref().unwrap_or_default();
    if storages.is_empty() {
        return Vec::new();
    }
    let disks: Vec<EphemeralDir<'_>> = ephemeral_dirs(cluster, facts).collect();
    let names = storages.iter().map(|storage| storage.name.as_str());
    let nestings = nestings(names, disks.iter().map(|disks| disks.dir));
    let text = |side: Side| match side {
        Side::Shared(index) => storages.get(index).map_or("", |storage| storage.name.as_str()),
        Side::Own(index) => disks.get(index).map_or("", |disks| disks.dir),
    };
    let name = |index: usize| cluster.key("SharedStorage").index(index).key("Name");
    let show = |finding: Finding, own: usize| match disks.get(own) {
        Some(disks) => finding.and(disks.path(), disks.label()).decided_by(disks.decided_by()),
        None => finding,
    };
    let findings = nestings.into_iter().map(|(inner, outer)| {
        let message = format!(
            "`{}` reads like a path below `{}`, which the official tool refuses",
            text(inner),
            text(outer)
        );
        let finding = Finding::new(message).help("rename the storage, without a slash");
        match (inner, outer) {
            (Side::Shared(inner), Side::Shared(outer)) => {
                finding.at(name(inner), "this name").and(name(outer), "and this one")
            }
            (Side::Shared(shared), Side::Own(own)) | (Side::Own(own), Side::Shared(shared)) => {
                show(finding.at(name(shared), "this name"), own)
            }
            // Those of single nodes are not compared with each other.
            (Side::Own(_), Side::Own(_)) => finding,
        }
    });
    findings.collect()
}
