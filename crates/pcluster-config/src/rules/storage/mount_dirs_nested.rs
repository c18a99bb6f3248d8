//! Shared storage below the directory of another.
//!
//! Which of the two is mounted first is not laid down: when the outer one comes last, it hides the inner one, and files
//! land where nobody looks for them. The official tool means to refuse this, but compares the names of the storages in
//! place of their directories (see `storage-names-nested`), so that such clusters are made.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!   - Name: software
//!     StorageType: Efs
//!     MountDir: /fsx/software
//! ```
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
//!   - Name: checkpoints
//!     StorageType: Efs
//!     MountDir: /scratch/checkpoints
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!   - Name: software
//!     StorageType: Efs
//!     MountDir: /fsx-software
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::storage::inner_path;
use crate::rules::{At, Check, Facts, Finding, RuleDef, Side, nested_storages};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "mount-dirs-nested",
    severity: Severity::Warning,
    official: None,
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let dir = |index: usize| cluster.key("SharedStorage").index(index).key("MountDir");
    nested_storages(
        cluster,
        facts,
        |storage| inner_path(storage.mount_dir.as_str()),
        inner_path,
        |inner, outer, sides| {
            let finding = Finding::new(format!("`/{inner}` lies below `/{outer}`, which is mounted as well"))
                .help("mount it beside the other, and make a link where it is wanted");
            match sides {
                (Side::Shared(inner), Side::Shared(outer)) => finding
                    .at(dir(inner), "the outer one may hide this")
                    .and(dir(outer), "this is the outer one"),
                (Side::Shared(inner), Side::Own(_)) => {
                    finding.at(dir(inner), "the disks of the nodes may hide this")
                }
                (Side::Own(_), Side::Shared(outer)) => {
                    finding.at(dir(outer), "this may hide the disks of the nodes")
                }
                (Side::Own(_), Side::Own(_)) => finding,
            }
        },
    )
}
