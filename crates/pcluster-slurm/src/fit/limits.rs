//! What settings permit, whatever the nodes have.

use super::{Demand, MemoryDemand, Misfit, What};
use crate::cluster::{Cluster, Partition};
use crate::job::{Request, TimeLimit};
use crate::script::value::Array;

/// What the controller does not permit, whatever the partition.
pub(super) fn of_controller(request: &Request, cluster: &Cluster) -> Vec<Misfit> {
    // ParallelCluster tells Slurm about GPUs alone (`GresTypes`), and lets nobody change that.
    let others = request.gres.iter().flat_map(|gres| gres.iter());
    let others = others.filter(|gres| gres.name != "gpu" && gres.count > 0 && !cluster.is_open);
    let unknown = |gres: &crate::job::Gres| Misfit::new(What::Gres(gres.name.clone()), gres.count, 0);
    let mut misfits: Vec<Misfit> = others.map(unknown).collect();
    if let Some(array) = request.array.as_ref().and_then(|text| Array::read(text)) {
        let most = cluster.max_array_size().saturating_sub(1);
        misfits.extend(super::at_most(What::Array, array.greatest(), most).err());
    }
    misfits
}

/// What a partition does not permit; of several, Slurm compares a request with each.
pub(super) fn of_partition(
    request: &Request,
    demand: &Demand,
    partition: &Partition,
    cluster: &Cluster,
) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    let mut at_most = |what, wanted, have| misfits.extend(super::at_most(what, wanted, have).err());
    if let (Some(time), Some(TimeLimit::Seconds(most))) = (&request.time, partition.max_time()) {
        let minutes = |seconds: u64| seconds.div_ceil(60);
        let wanted = match time.value {
            TimeLimit::Seconds(seconds) => minutes(seconds),
            TimeLimit::Unlimited => u64::MAX,
        };
        at_most(What::Time, wanted, minutes(most));
    }
    // Nothing but a number of nodes is compared with the most that are permitted.
    let nodes = demand.min_nodes.max(demand.max_nodes.filter(|_| demand.nodes_asked).unwrap_or(0));
    let permitted = partition.max_nodes().unwrap_or(u64::MAX);
    let there = partition.most_nodes();
    if demand.min_nodes > there && there <= permitted {
        at_most(What::Nodes, demand.min_nodes, there);
    } else {
        at_most(What::MaxNodes, nodes, permitted);
    }
    let shapes =
        || partition.groups.iter().map(|group| group.shape.as_ref().map(|shape| (shape, group.count())));
    let cpus: Option<Vec<u64>> =
        shapes().map(|shape| shape.map(|(shape, nodes)| shape.cpus.saturating_mul(nodes))).collect();
    let cpus = cpus.map_or(u64::MAX, |cpus| cpus.into_iter().fold(0, u64::saturating_add));
    // Too many nodes have too many CPUs, too: that is said once.
    if demand.min_nodes <= there.min(permitted) {
        at_most(What::Cpus, demand.cpus(), cpus);
    }
    let memory = match demand.memory {
        MemoryDemand::Node(memory) => memory,
        MemoryDemand::Cpu(memory) => memory.saturating_mul(demand.cpus_per_node),
        // All that a node has.
        MemoryDemand::Any => shapes().flatten().map(|(shape, _)| shape.memory_mib).min().unwrap_or(0),
        MemoryDemand::Gpu(_) => 0,
    };
    at_most(What::MaxMemory, memory, setting(partition, cluster, "MaxMemPerNode").unwrap_or(u64::MAX));
    let fewest = partition.min_nodes().filter(|fewest| demand.nodes_asked && demand.min_nodes < *fewest);
    misfits.extend(fewest.map(|fewest| Misfit::new(What::MinNodes, demand.min_nodes, fewest)));
    misfits
}

/// What a request comes to in a partition, whose settings say how much memory jobs get that say nothing about it.
pub(super) fn with_defaults(
    demand: &Demand,
    request: &Request,
    partition: &Partition,
    cluster: &Cluster,
) -> Demand {
    let mut demand = demand.clone();
    if demand.memory == MemoryDemand::Any && request.mem.is_none() {
        let default = |name| setting(partition, cluster, name);
        demand.memory = default("DefMemPerNode")
            .map(MemoryDemand::Node)
            .or_else(|| default("DefMemPerCPU").map(MemoryDemand::Cpu))
            .or_else(|| default("DefMemPerGPU").filter(|_| demand.wants_gpus()).map(MemoryDemand::Gpu))
            .unwrap_or(MemoryDemand::Any);
    }
    demand
}

/// A number that a partition sets, else the whole cluster; 0 is as good as none.
fn setting(partition: &Partition, cluster: &Cluster, name: &str) -> Option<u64> {
    let text = partition.setting(name).or_else(|| cluster.setting(name))?;
    text.parse().ok().filter(|number| *number > 0)
}
