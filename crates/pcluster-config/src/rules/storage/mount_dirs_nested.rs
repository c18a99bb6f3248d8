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
use crate::rules::{At, Check, EphemeralDir, Facts, Finding, RuleDef, Side, ephemeral_dirs, nestings};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "mount-dirs-nested",
    severity: Severity::Warning,
    official: None,
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Vec<Finding> {
    let storages = cluster.shared_storage.as_deref().unwrap_or_default();
    if storages.is_empty() {
        return Vec::new();
    }
    let disks: Vec<EphemeralDir<'_>> = ephemeral_dirs(cluster, facts).collect();
    let shared = storages.iter().map(|storage| inner_path(storage.mount_dir.as_str()));
    let nestings = nestings(shared, disks.iter().map(|disks| inner_path(disks.dir)));
    let text = |side: Side| match side {
        Side::Shared(index) => {
            storages.get(index).map_or("", |storage| inner_path(storage.mount_dir.as_str()))
        }
        Side::Own(index) => disks.get(index).map_or("", |disks| inner_path(disks.dir)),
    };
    let dir = |index: usize| cluster.key("SharedStorage").index(index).key("MountDir");
    let show = |finding: Finding, own: usize| match disks.get(own) {
        Some(disks) => finding.and(disks.path(), disks.label()).decided_by(disks.decided_by()),
        None => finding,
    };
    let findings = nestings.into_iter().map(|(inner, outer)| {
        let message = format!("`/{}` lies below `/{}`, which is mounted as well", text(inner), text(outer));
        let finding =
            Finding::new(message).help("mount it beside the other, and make a link where it is wanted");
        match (inner, outer) {
            (Side::Shared(inner), Side::Shared(outer)) => {
                finding.at(dir(inner), "the outer one may hide this").and(dir(outer), "this is the outer one")
            }
            (Side::Shared(inner), Side::Own(own)) => {
                show(finding.at(dir(inner), "the disks of the nodes may hide this"), own)
            }
            (Side::Own(own), Side::Shared(outer)) => {
                show(finding.at(dir(outer), "this may hide the disks of the nodes"), own)
            }
            // Those of single nodes are not compared with each other.
            (Side::Own(_), Side::Own(_)) => finding,
        }
    });
    findings.collect()
}
