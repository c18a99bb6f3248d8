//! One file system or volume in two items of `SharedStorage`.
//!
//! Every volume and file system can be mounted once in a cluster; its directories can be linked to from elsewhere.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//!     EfsSettings:
//!       FileSystemId: fs-87654321
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::{ClusterConfig, StorageKind};
use crate::rules::storage::{duplicates, settings_key};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-storage-id",
    severity: Severity::Error,
    official: Some("DuplicateNameValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let storages = cluster.shared_storage.as_deref().unwrap_or_default();
    let found = duplicates(storages.iter().map(|storage| id(storage.kind()).map(|(_, id)| id)));
    let findings = found.into_iter().filter_map(|(first, again)| {
        let place = |index: usize| -> Option<(Path, &str)> {
            let storage = storages.get(index)?;
            let (key, id) = id(storage.kind())?;
            let section = cluster.key("SharedStorage").index(index).key(settings_key(storage.storage_type));
            Some((section.key(key), id))
        };
        let ((first, _), (again, id)) = (place(first)?, place(again)?);
        Some(
            Finding::new(format!("`{id}` is mounted twice"))
                .at(again, "this is the second time")
                .and(first, "this is the first")
                .help("keep one of them, and make links to its directories where the other was"),
        )
    });
    findings.collect()
}

/// What a storage that exists is called in AWS, with the key that says so.
fn id(kind: StorageKind<'_>) -> Option<(&'static str, &str)> {
    match kind {
        StorageKind::Ebs(ebs) => Some(("VolumeId", ebs?.volume_id.as_ref()?.as_str())),
        StorageKind::Efs(efs) => Some(("FileSystemId", efs?.file_system_id.as_ref()?.as_str())),
        StorageKind::FsxLustre(lustre) => Some(("FileSystemId", lustre?.file_system_id.as_ref()?.as_str())),
        StorageKind::FsxOpenZfs(zfs) => Some(("VolumeId", zfs?.volume_id.as_str())),
        StorageKind::FsxOntap(ontap) => Some(("VolumeId", ontap?.volume_id.as_str())),
        StorageKind::FileCache(cache) => Some(("FileCacheId", cache?.file_cache_id.as_str())),
    }
}
