//! Two items of `SharedStorage` at one directory.
//!
//! The one that is mounted last hides the other.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /shared
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /shared
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /shared
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::storage::duplicates;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-mount-dir",
    severity: Severity::Error,
    official: Some("DuplicateMountDirValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let storages = cluster.shared_storage.as_deref().unwrap_or_default();
    let found = duplicates(storages.iter().map(|storage| Some(storage.mount_dir.as_str())));
    let place = |index| cluster.key("SharedStorage").index(index).key("MountDir");
    let findings = found.into_iter().map(|(first, again)| {
        let dir = storages.get(again).map_or("", |storage| storage.mount_dir.as_str());
        Finding::new(format!("two items of `SharedStorage` are mounted at `{dir}`"))
            .at(place(again), "this one would hide the other")
            .and(place(first), "the first one")
            .help("mount one of them elsewhere")
    });
    findings.collect()
}
