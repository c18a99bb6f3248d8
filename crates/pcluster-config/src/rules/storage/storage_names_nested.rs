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

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::storage::parents;
use crate::rules::{At, Check, EphemeralDir, Facts, Finding, RuleDef, ephemeral_dirs};

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
    let names: HashMap<&str, usize> =
        storages.iter().enumerate().map(|(index, storage)| (storage.name.as_str(), index)).collect();
    let disks: HashMap<&str, EphemeralDir<'_>> =
        ephemeral_dirs(cluster, facts).map(|ephemeral| (ephemeral.dir, ephemeral)).collect();
    let place = |index: usize| cluster.key("SharedStorage").index(index).key("Name");
    let finding = |inner: &str, outer: &str| {
        Finding::new(format!("`{inner}` reads like a path below `{outer}`, which the official tool refuses"))
            .help("rename the storage, without a slash")
    };
    let mut findings = Vec::new();
    for (index, storage) in storages.iter().enumerate() {
        let name = storage.name.as_str();
        for parent in parents(name) {
            if let Some(outer) = names.get(parent) {
                let finding = finding(name, parent).at(place(index), "this name");
                findings.push(finding.and(place(*outer), "and this one"));
            }
            if let Some(disks) = disks.get(parent) {
                let finding = finding(name, parent).at(place(index), "this name");
                findings.push(finding.and(disks.path(), disks_label(disks)).decided_by(disks.decided_by()));
            }
        }
    }
    for (dir, disks) in &disks {
        for outer in parents(dir).filter_map(|parent| names.get(parent)) {
            let finding = finding(dir, storages.get(*outer).map_or("", |storage| storage.name.as_str()));
            let finding = finding.at(place(*outer), "this name").and(disks.path(), disks_label(disks));
            findings.push(finding.decided_by(disks.decided_by()));
        }
    }
    findings
}

fn disks_label(disks: &EphemeralDir<'_>) -> String {
    format!("`{}` has disks, mounted at `{}`", disks.instance_type, disks.dir)
}
