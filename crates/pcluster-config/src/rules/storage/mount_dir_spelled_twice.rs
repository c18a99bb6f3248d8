//! Two shared storages at one directory that is written in two ways.
//!
//! ParallelCluster adds the slash at the start where it is missing, and one at the end means nothing; the official tool
//! only compares the texts. The storage that is mounted last hides the other.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /data
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: data
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: data
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::storage::{duplicates, inner_path};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "mount-dir-spelled-twice",
    severity: Severity::Warning,
    official: None,
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let storages = cluster.shared_storage.as_deref().unwrap_or_default();
    let found = duplicates(storages.iter().map(|storage| Some(inner_path(storage.mount_dir.as_str()))));
    let place = |index| cluster.key("SharedStorage").index(index).key("MountDir");
    let findings = found.into_iter().filter_map(|(first, again)| {
        let (earlier, later) = (storages.get(first)?, storages.get(again)?);
        // The same text is said by `duplicate-mount-dir`.
        if earlier.mount_dir == later.mount_dir {
            return None;
        }
        Some(
            Finding::new(format!("two storages are mounted at `/{}`", inner_path(later.mount_dir.as_str())))
                .at(place(again), "this would hide the other")
                .and(place(first), "this is the same directory")
                .help("give every storage a directory of its own"),
        )
    });
    findings.collect()
}
