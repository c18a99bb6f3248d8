//! More new file systems than ParallelCluster makes.
//!
//! It makes one EFS and one Lustre file system for a cluster; of file systems that exist, it mounts twenty of each.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, StorageKind};
use crate::rules::storage::too_many;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-new-file-systems",
    severity: Severity::Error,
    official: Some("NumberOfStorageValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let (mut efs, mut lustre) = (Vec::new(), Vec::new());
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        match storage.kind() {
            StorageKind::Efs(settings) if settings.is_none_or(|efs| efs.file_system_id.is_none()) => {
                efs.push(index);
            }
            StorageKind::FsxLustre(settings)
                if settings.is_none_or(|lustre| lustre.file_system_id.is_none()) =>
            {
                lustre.push(index);
            }
            _ => {}
        }
    }
    let place = |index: usize| cluster.key("SharedStorage").index(index).key("StorageType");
    let finding = |kind: &str, count: usize| {
        Finding::new(format!("ParallelCluster makes at most one {kind} file system, not {count}"))
            .help("make the others beforehand, and name them with `FileSystemId`")
    };
    let of_efs = too_many(&efs, 1, place, |count| finding("EFS", count));
    let of_lustre = too_many(&lustre, 1, place, |count| finding("Lustre", count));
    of_efs.into_iter().chain(of_lustre).collect()
}
