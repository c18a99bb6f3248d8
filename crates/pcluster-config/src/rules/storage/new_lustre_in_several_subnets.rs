//! A new Lustre file system for queues in several subnets.
//!
//! ParallelCluster makes the file system in one subnet and refuses to do so where nodes are in others, since these may lie
//! in other zones. It counts the subnets of all queues together.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-11111111
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!     - Name: cpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-22222222
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
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
//!           - subnet-11111111
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!     - Name: cpu
//!       Networking:
//!         SubnetIds:
//!           - subnet-22222222
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       FileSystemId: fs-0123456789abcdef0
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::{ClusterConfig, Scheduler, StorageKind};
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::SubnetId;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "new-lustre-in-several-subnets",
    severity: Severity::Error,
    official: Some("ManagedFsxMultiAzValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let storages = cluster.shared_storage.iter().flatten();
    let mut new = storages.enumerate().filter(|(_, storage)| {
        matches!(storage.kind(), StorageKind::FsxLustre(lustre)
            if lustre.is_none_or(|lustre| lustre.file_system_id.is_none()))
    });
    let (index, storage) = new.next()?;
    let scheduling = &cluster.scheduling;
    let is_slurm = scheduling.scheduler == Scheduler::Slurm;
    let slurm = scheduling.slurm_queues().iter().map(|queue| &queue.networking.subnet_ids);
    let batch = scheduling.aws_batch_queues.iter().flatten().map(|queue| &queue.networking.subnet_ids);
    let (first, other) = if is_slurm { two_subnets(slurm) } else { two_subnets(batch) }?;
    let queues = cluster.key("Scheduling").key(if is_slurm { "SlurmQueues" } else { "AwsBatchQueues" });
    let subnet = |(queue, subnet): (usize, usize)| -> Path {
        queues.index(queue).key("Networking").key("SubnetIds").index(subnet)
    };
    let place = cluster.key("SharedStorage").index(index);
    let finding =
        Finding::new(format!("the new file system `{}` cannot be made for several subnets", storage.name))
            .at(place.key("StorageType"), "this makes a file system in one subnet")
            .and(subnet(first), "nodes are in this subnet")
            .and(subnet(other), "and in this one")
            .decided_by(place.key("FsxLustreSettings").key("FileSystemId"))
            .help("make the file system beforehand and name it with `FileSystemId`, or use one subnet");
    Some(finding)
}

/// Where the first subnet stands, and the first one that is another.
fn two_subnets<'a>(
    queues: impl Iterator<Item = &'a Vec<SubnetId>>,
) -> Option<((usize, usize), (usize, usize))> {
    let mut subnets = queues.enumerate().flat_map(|(queue, subnets)| {
        subnets.iter().enumerate().map(move |(position, subnet)| ((queue, position), subnet))
    });
    let (first, subnet) = subnets.next()?;
    subnets.find(|(_, other)| *other != subnet).map(|(other, _)| (first, other))
}
