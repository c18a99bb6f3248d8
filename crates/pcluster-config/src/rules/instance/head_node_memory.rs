//! A head node with too little memory for its compute nodes.
//!
//! The programs on the head node keep track of every compute node: it needs 0.6 GiB for itself and 1 GiB for 25 nodes,
//! up to 16 GiB in all. The most nodes that can run count, 10 for each compute resource that does not say.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//!           MaxCount: 200
//! HeadNode:
//!   InstanceType: t3.small
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//!           MaxCount: 200
//! HeadNode:
//!   InstanceType: r5.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, ComputeResource, Scheduler};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "head-node-memory",
    severity: Severity::Error,
    official: Some("HeadNodeMemorySizeValidator"),
    check: Check::Cluster(check),
};

/// MiB in a GiB.
const MIB: f64 = 1024.0;

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Option<Finding> {
    if cluster.scheduling.scheduler != Scheduler::Slurm {
        return None;
    }
    let name = &cluster.head_node.instance_type;
    let memory = facts.instance(name)?.memory_mib;
    let has = f64::from(u32::try_from(memory).unwrap_or(u32::MAX)) / MIB;
    let resources = || cluster.scheduling.slurm_queues().iter().flat_map(|queue| &queue.compute_resources);
    let nodes = resources().map(ComputeResource::max_count).fold(0, i64::saturating_add);
    let needed = (f64::from(i32::try_from(nodes).unwrap_or(i32::MAX)) / 25.0 + 0.6).min(16.0);
    if has >= needed {
        return None;
    }
    let key = cluster.key("HeadNode").key("InstanceType");
    let mut finding = Finding::new(format!(
        "a head node needs {needed:.1} GiB of memory for {nodes} compute nodes, and `{name}` has {has} GiB"
    ))
    .at(key, "this has too little memory")
    .help("choose a larger type for the head node, or lower the `MaxCount` of compute resources");
    let queues = cluster.key("Scheduling").key("SlurmQueues");
    for (at, queue) in cluster.scheduling.slurm_queues().iter().enumerate() {
        for index in 0..queue.compute_resources.len() {
            finding =
                finding.decided_by(queues.index(at).key("ComputeResources").index(index).key("MaxCount"));
        }
    }
    Some(finding)
}
