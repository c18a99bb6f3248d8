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

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::storage::{inner_path, parents};
use crate::rules::{At, Check, EphemeralDir, Facts, Finding, RuleDef, ephemeral_dirs};

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
    let dir = |index: usize| storages.get(index).map_or("", |storage| inner_path(storage.mount_dir.as_str()));
    let shared: HashMap<&str, usize> = (0..storages.len()).map(|index| (dir(index), index)).collect();
    let disks: HashMap<&str, EphemeralDir<'_>> =
        ephemeral_dirs(cluster, facts).map(|ephemeral| (inner_path(ephemeral.dir), ephemeral)).collect();
    let place = |index: usize| cluster.key("SharedStorage").index(index).key("MountDir");
    let finding = |inner: &str, outer: &str| {
        Finding::new(format!("`/{inner}` lies below `/{outer}`, which is mounted as well"))
            .help("mount it beside the other, and make a link where it is wanted")
    };
    let mut findings = Vec::new();
    for index in 0..storages.len() {
        for parent in parents(dir(index)) {
            if let Some(outer) = shared.get(parent) {
                let finding = finding(dir(index), parent).at(place(index), "the outer one may hide this");
                findings.push(finding.and(place(*outer), "this is the outer one"));
            }
            if let Some(disks) = disks.get(parent) {
                let finding =
                    finding(dir(index), parent).at(place(index), "the disks of the nodes may hide this").and(
                        disks.path(),
                        format!("`{}` has disks, mounted at `/{parent}`", disks.instance_type),
                    );
                findings.push(finding.decided_by(disks.decided_by()));
            }
        }
    }
    for (inner, disks) in &disks {
        for (parent, outer) in parents(inner).filter_map(|parent| Some((parent, shared.get(parent)?))) {
            let finding = finding(inner, parent)
                .at(place(*outer), "this may hide the disks of the nodes")
                .and(disks.path(), format!("`{}` has disks, mounted at `/{inner}`", disks.instance_type));
            findings.push(finding.decided_by(disks.decided_by()));
        }
    }
    findings
}
