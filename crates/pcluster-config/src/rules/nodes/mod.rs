//! Rules about what kinds of nodes there are, and for what.

crate::rules::rules! {
    burstable_head_node,
    gpus_outside_queues,
    head_node_needs_elastic_ip,
    home_on_head_node,
    login_pool_without_nodes,
    scratch_without_disks,
}

use crate::model::cluster::{ClusterConfig, ComputeResource};

/// The most nodes that all queues have together.
fn most_nodes(cluster: &ClusterConfig) -> i64 {
    let resources = cluster.scheduling.slurm_queues().iter().flat_map(|queue| &queue.compute_resources);
    resources.map(ComputeResource::max_count).fold(0, i64::saturating_add)
}
