//! Rules about what kinds of nodes there are, and for what.

crate::rules::rules! {
    burstable_head_node,
    gpus_outside_queues,
    head_node_needs_elastic_ip,
    home_on_head_node,
    login_pool_without_nodes,
    scratch_without_disks,
}

use crate::location::Path;
use crate::model::cluster::{ClusterConfig, ComputeResource};
use crate::rules::Finding;

/// The most nodes that all queues have together.
fn most_nodes(cluster: &ClusterConfig) -> i64 {
    let resources = cluster.scheduling.slurm_queues().iter().flat_map(|queue| &queue.compute_resources);
    resources.map(ComputeResource::max_count).fold(0, i64::saturating_add)
}

/// Makes a finding depend on what [`most_nodes`] adds up.
fn depending_on_counts(mut finding: Finding, cluster: &ClusterConfig) -> Finding {
    let queues = Path::root().key("Scheduling").key("SlurmQueues");
    for (index, queue) in cluster.scheduling.slurm_queues().iter().enumerate() {
        let resources = queues.index(index).key("ComputeResources");
        for position in 0..queue.compute_resources.len() {
            finding = finding.decided_by(resources.index(position).key("MaxCount"));
        }
    }
    finding
}
