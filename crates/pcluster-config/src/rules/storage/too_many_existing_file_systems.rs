//! More file systems of one kind than a cluster can mount.
//!
//! A cluster mounts twenty EFS file systems that exist, and twenty of FSx, where Lustre, OpenZFS, ONTAP and File Cache
//! count together.
//!
//! ```yaml fires
//! SharedStorage:
//!   - { Name: e1, StorageType: Efs, MountDir: /e1, EfsSettings: { FileSystemId: fs-00000001 } }
//!   - { Name: e2, StorageType: Efs, MountDir: /e2, EfsSettings: { FileSystemId: fs-00000002 } }
//!   - { Name: e3, StorageType: Efs, MountDir: /e3, EfsSettings: { FileSystemId: fs-00000003 } }
//!   - { Name: e4, StorageType: Efs, MountDir: /e4, EfsSettings: { FileSystemId: fs-00000004 } }
//!   - { Name: e5, StorageType: Efs, MountDir: /e5, EfsSettings: { FileSystemId: fs-00000005 } }
//!   - { Name: e6, StorageType: Efs, MountDir: /e6, EfsSettings: { FileSystemId: fs-00000006 } }
//!   - { Name: e7, StorageType: Efs, MountDir: /e7, EfsSettings: { FileSystemId: fs-00000007 } }
//!   - { Name: e8, StorageType: Efs, MountDir: /e8, EfsSettings: { FileSystemId: fs-00000008 } }
//!   - { Name: e9, StorageType: Efs, MountDir: /e9, EfsSettings: { FileSystemId: fs-00000009 } }
//!   - { Name: e10, StorageType: Efs, MountDir: /e10, EfsSettings: { FileSystemId: fs-00000010 } }
//!   - { Name: e11, StorageType: Efs, MountDir: /e11, EfsSettings: { FileSystemId: fs-00000011 } }
//!   - { Name: e12, StorageType: Efs, MountDir: /e12, EfsSettings: { FileSystemId: fs-00000012 } }
//!   - { Name: e13, StorageType: Efs, MountDir: /e13, EfsSettings: { FileSystemId: fs-00000013 } }
//!   - { Name: e14, StorageType: Efs, MountDir: /e14, EfsSettings: { FileSystemId: fs-00000014 } }
//!   - { Name: e15, StorageType: Efs, MountDir: /e15, EfsSettings: { FileSystemId: fs-00000015 } }
//!   - { Name: e16, StorageType: Efs, MountDir: /e16, EfsSettings: { FileSystemId: fs-00000016 } }
//!   - { Name: e17, StorageType: Efs, MountDir: /e17, EfsSettings: { FileSystemId: fs-00000017 } }
//!   - { Name: e18, StorageType: Efs, MountDir: /e18, EfsSettings: { FileSystemId: fs-00000018 } }
//!   - { Name: e19, StorageType: Efs, MountDir: /e19, EfsSettings: { FileSystemId: fs-00000019 } }
//!   - { Name: e20, StorageType: Efs, MountDir: /e20, EfsSettings: { FileSystemId: fs-00000020 } }
//!   - { Name: e21, StorageType: Efs, MountDir: /e21, EfsSettings: { FileSystemId: fs-00000021 } }
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!     EfsSettings:
//!       FileSystemId: fs-12345678
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, StorageKind};
use crate::rules::storage::too_many;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-existing-file-systems",
    severity: Severity::Error,
    official: Some("NumberOfStorageValidator"),
    check: Check::ClusterEach(check),
};

/// Of EFS, and of all kinds of FSx together.
const MOST: usize = 20;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let (mut efs, mut fsx) = (Vec::new(), Vec::new());
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        match storage.kind() {
            StorageKind::Efs(Some(settings)) if settings.file_system_id.is_some() => efs.push(index),
            StorageKind::FsxLustre(Some(settings)) if settings.file_system_id.is_some() => fsx.push(index),
            StorageKind::FsxOpenZfs(_) | StorageKind::FsxOntap(_) | StorageKind::FileCache(_) => {
                fsx.push(index);
            }
            _ => {}
        }
    }
    let place = |index: usize| cluster.key("SharedStorage").index(index).key("StorageType");
    let finding = |kind: &str, count: usize| {
        Finding::new(format!("a cluster mounts at most {MOST} {kind} file systems that exist, not {count}"))
            .help("remove those that jobs do not need, or mount them with a custom action")
    };
    let of_efs = too_many(&efs, MOST, place, |count| finding("EFS", count));
    let of_fsx = too_many(&fsx, MOST, place, |count| finding("FSx", count));
    of_efs.into_iter().chain(of_fsx).collect()
}
