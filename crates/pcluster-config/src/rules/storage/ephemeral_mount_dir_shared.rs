//! Shared storage at the directory where nodes mount the disks inside them.
//!
//! Nodes with an instance store mount it at `/scratch`, or at `EphemeralVolume.MountDir`. One of the two then hides the
//! other, and jobs write to another place than was meant.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//! SharedStorage:
//!   - Name: scratch
//!     StorageType: FsxLustre
//!     MountDir: /scratch
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeSettings:
//!         LocalStorage:
//!           EphemeralVolume:
//!             MountDir: /local
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//! SharedStorage:
//!   - Name: scratch
//!     StorageType: FsxLustre
//!     MountDir: /scratch
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//! ```

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ephemeral_dirs};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "ephemeral-mount-dir-shared",
    severity: Severity::Warning,
    official: Some("DuplicateMountDirValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let storages = cluster.shared_storage.iter().flatten().enumerate();
    let shared: HashMap<&str, usize> =
        storages.map(|(index, storage)| (storage.mount_dir.as_str(), index)).collect();
    if shared.is_empty() {
        return Vec::new();
    }
    let clashes = ephemeral_dirs(cluster, facts).filter_map(|ephemeral| {
        let index = *shared.get(ephemeral.dir)?;
        let (dir, nodes) = (ephemeral.dir, ephemeral.nodes());
        Some(
            Finding::new(format!("shared storage and the disks of {nodes} are both mounted at `{dir}`"))
                .at(
                    cluster.key("SharedStorage").index(index).key("MountDir"),
                    "the shared storage is mounted here",
                )
                .and(ephemeral.path(), format!("`{}` has disks, mounted at `{dir}`", ephemeral.instance_type))
                .decided_by(ephemeral.decided_by())
                .help("mount one of them elsewhere: the disks with `LocalStorage.EphemeralVolume.MountDir`"),
        )
    });
    clashes.collect()
}
