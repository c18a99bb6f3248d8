//! An EBS volume that is shared with more than a hundred nodes.
//!
//! A shared volume is attached to the head node and reaches the others over NFS, so that all of them together have the
//! network of the head node.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MaxCount: 128
//! HeadNode:
//!   InstanceType: c5.4xlarge
//!   Networking:
//!     SubnetId: subnet-12345678
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MaxCount: 128
//! HeadNode:
//!   InstanceType: c5.4xlarge
//!   Networking:
//!     SubnetId: subnet-12345678
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /data
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, StorageType};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "ebs-shared-with-many-nodes",
    severity: Severity::Warning,
    official: Some("SharedEbsPerformanceBottleNeckValidator"),
    check: Check::Cluster(check),
};

/// Nodes that one head node is taken to serve.
const MANY: i64 = 100;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let storages = cluster.shared_storage.iter().flatten();
    let ebs = storages.enumerate().find(|(_, storage)| storage.storage_type == StorageType::Ebs);
    let (index, storage) = ebs?;
    let queues = cluster.scheduling.slurm_queues().iter().enumerate();
    let resources = queues.flat_map(|(queue, value)| {
        value.compute_resources.iter().enumerate().map(move |(resource, value)| (queue, resource, value))
    });
    let nodes = resources.clone().fold(0_i64, |sum, (_, _, value)| sum.saturating_add(value.max_count()));
    if nodes <= MANY {
        return None;
    }
    let name = &storage.name;
    let finding =
        Finding::new(format!("up to {nodes} nodes share `{name}` over the network of the head node"))
            .at(cluster.key("SharedStorage").index(index).key("StorageType"), "the head node serves this")
            .help("use EFS or FSx for what jobs read and write");
    let queues = cluster.key("Scheduling").key("SlurmQueues");
    Some(resources.fold(finding, |finding, (queue, resource, _)| {
        let resource = queues.index(queue).key("ComputeResources").index(resource);
        finding.decided_by(resource.key("MaxCount"))
    }))
}
