//! Nodes that are alike in everything that counts, and what one of them holds.

use super::demand::sum;
use super::features::Wanted;
use super::{Demand, MemoryDemand, Misfit, What};
use crate::cluster::{Cluster, Node, NodeGroup, NodeKind, NodeShape, Partition};
use crate::job::{Asked, Request};
use crate::script::value::Hosts;

/// Static or dynamic nodes of a compute resource, as far as the request may use them.
#[derive(Clone, Debug)]
pub(super) struct Unit<'p> {
    pub(super) group: &'p NodeGroup,
    features: Option<Vec<String>>,
    /// Those that are not excluded.
    pub(super) nodes: u64,
    /// Those that are asked for by name.
    pub(super) named: u64,
    most_cpus: u64,
    gives_memory: bool,
    exclusive: bool,
}

/// What one node holds of a job at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Capacity {
    pub(super) cpus: u64,
    pub(super) tasks: u64,
    pub(super) gpus: u64,
}

impl<'p> Unit<'p> {
    /// The nodes of a partition without those that are excluded.
    pub(super) fn all(
        request: &Request,
        demand: &Demand,
        partition: &'p Partition,
        cluster: &Cluster,
    ) -> Result<Vec<Self>, Misfit> {
        // A list that cannot be read is not judged here.
        let list = |text: Option<&Asked<String>>| {
            let hosts = text.and_then(|text| Hosts::read(text));
            hosts.map_or(Vec::new(), |hosts| cluster.nodes(&hosts))
        };
        let (excluded, named) = (list(request.exclude.as_ref()), list(request.nodelist.as_ref()));
        let here = |node: &Node<'_>| node.partition.name == partition.name;
        let found = named.iter().filter(|(_, node)| node.as_ref().is_some_and(here)).count() as u64;
        let missing = excluded.iter().any(|(_, node)| node.is_none()) || found < named.len() as u64;
        if missing && !cluster.has_more_nodes() {
            return Err(Misfit::new(What::NodeNames, named.len() as u64, found));
        }
        if demand.nodes_asked && request.ntasks.is_none() {
            super::at_most(What::NodeListLength, named.len() as u64, demand.max_nodes.unwrap_or(u64::MAX))?;
        }
        if named.iter().any(|(name, _)| excluded.iter().any(|(other, _)| other == name)) {
            return Err(Misfit::new(What::NodeList, named.len() as u64, 0));
        }
        let most_cpus =
            partition.setting("MaxCPUsPerNode").and_then(|most| most.parse().ok()).unwrap_or(u64::MAX);
        let unit = |group: &'p NodeGroup, kind: NodeKind| {
            let of = |names: &[(String, Option<Node<'_>>)]| {
                let nodes = names.iter().filter_map(|(_, node)| *node).filter(here);
                let mut numbers: Vec<u64> = nodes
                    .filter(|node| node.group.resource == group.resource && node.kind == kind)
                    .map(|node| node.number)
                    .collect();
                numbers.sort_unstable();
                numbers.dedup();
                numbers.len() as u64
            };
            Self {
                group,
                features: group.features(kind),
                nodes: group.count_of(kind).saturating_sub(of(&excluded)),
                named: of(&named),
                most_cpus,
                gives_memory: cluster.memory_based_scheduling,
                exclusive: demand.exclusive || partition.exclusive,
            }
        };
        let units = partition.groups.iter().flat_map(|group| NodeKind::ALL.map(|kind| unit(group, kind)));
        Ok(units.filter(|unit| unit.nodes > 0).collect())
    }

    /// Whether a constraint takes the nodes; where their features are not known, it may.
    pub(super) fn is_taken(&self, wanted: &Wanted<'_>, choice: usize) -> bool {
        self.features.as_ref().is_none_or(|features| wanted.takes(features, choice))
    }

    pub(super) fn has_feature(&self, name: &str) -> bool {
        self.features.as_ref().is_none_or(|features| features.iter().any(|feature| feature == name))
    }

    /// What one of the nodes holds of a job; else everything of which it has too little.
    pub(super) fn capacity(&self, demand: &Demand) -> Result<Capacity, Vec<Misfit>> {
        let Some(shape) = &self.group.shape else {
            return Ok(Capacity { cpus: u64::MAX, tasks: u64::MAX, gpus: u64::MAX });
        };
        let cpus = shape.cpus.min(self.most_cpus);
        let mut lacks = lacks(demand, shape, cpus);
        let (cpus_by_memory, gpus_by_memory) = self.by_memory(demand, shape, &mut lacks);
        // Slurm counts the GPUs of the tasks that there are, and then those that a node should have.
        let tasks = demand.tasks_per_node.filter(|_| !demand.gpus_per_task.is_empty() && !self.exclusive);
        lacks.extend(tasks.and_then(|tasks| super::at_most(What::TasksPerNode, tasks, demand.tasks).err()));
        if !lacks.is_empty() {
            return Err(lacks);
        }
        let cpus = cpus.min(cpus_by_memory);
        let gpus_by_cpus = demand.cpus_per_gpu.map_or(u64::MAX, |per_gpu| cpus / per_gpu.max(1));
        let gpus = shape.gpus.min(gpus_by_memory).min(gpus_by_cpus);
        let mut tasks = cpus / demand.cpus_per_task.max(1);
        let per_task = sum(&demand.gpus_per_task);
        if per_task > 0 {
            let of_node = sum(&demand.gpus_per_node);
            let usable = if of_node > 0 { gpus.min(of_node) } else { gpus };
            tasks = tasks.min(usable.checked_div(per_task).unwrap_or(u64::MAX));
            if let Some(wanted) = demand.tasks_per_node.filter(|wanted| *wanted > tasks) {
                let wanted = wanted.saturating_mul(per_task);
                return Err(vec![Misfit::new(What::GpusPerNode(None), wanted, usable)]);
            }
        }
        tasks = tasks.min(demand.tasks_per_node.unwrap_or(u64::MAX));
        Ok(Capacity { cpus, tasks, gpus })
    }

    /// Most CPUs and GPUs for which there is memory.
    fn by_memory(&self, demand: &Demand, shape: &NodeShape, lacks: &mut Vec<Misfit>) -> (u64, u64) {
        let have = shape.memory_mib;
        let mut need = |what: What, wanted: u64| {
            if wanted > have {
                lacks.push(Misfit::new(what, wanted, have));
            }
        };
        match demand.memory {
            MemoryDemand::Node(memory) => need(What::MemoryPerNode, memory),
            MemoryDemand::Cpu(memory) => {
                // Without memory-based scheduling Slurm looks at one CPU alone.
                let cpus = match (self.gives_memory, self.exclusive) {
                    (false, _) => 1,
                    (true, true) => shape.cpus,
                    (true, false) => demand.cpus_per_node,
                };
                need(What::MemoryPerCpu, memory.saturating_mul(cpus));
                if self.gives_memory {
                    return (have / memory.max(1), u64::MAX);
                }
            }
            MemoryDemand::Gpu(memory) if self.gives_memory => {
                // All that a whole node has are the job's.
                let gpus = if self.exclusive && demand.wants_gpus() {
                    shape.gpus
                } else {
                    sum(&demand.gpus_per_node).max(sum(&demand.gpus_per_task)).max(1)
                };
                need(What::MemoryPerGpu, memory.saturating_mul(gpus));
                return (u64::MAX, have / memory.max(1));
            }
            MemoryDemand::Gpu(_) | MemoryDemand::Any => {}
        }
        (u64::MAX, u64::MAX)
    }
}

/// Everything but memory of which a node has too little.
fn lacks(demand: &Demand, shape: &NodeShape, cpus: u64) -> Vec<Misfit> {
    let of_gpus = demand.cpus_per_gpu.map_or(0, |per_gpu| {
        let gpus =
            sum(&demand.gpus_per_node).max(sum(&demand.gpus_per_task)).max(u64::from(demand.wants_gpus()));
        gpus.saturating_mul(per_gpu)
    });
    let kind = |gpus: &Option<String>| match gpus {
        Some(kind) if shape.gpu_type.as_ref() != Some(kind) => 0,
        _ => shape.gpus,
    };
    let per_node =
        demand.gpus_per_node.iter().map(|(of, count)| (What::GpusPerNode(of.clone()), *count, kind(of)));
    let per_task =
        demand.gpus_per_task.iter().map(|(of, count)| (What::GpusPerTask(of.clone()), *count, kind(of)));
    // At least one of those that are wanted over all nodes.
    let over_all = demand.gpus.iter().map(|(of, count)| (What::Gpus(of.clone()), *count, kind(of)));
    let over_all = over_all.filter(|(_, _, have)| *have == 0);
    let threads =
        demand.threads_per_core.map(|threads| (What::ThreadsPerCore, threads, shape.threads_per_core));
    let plain = [(What::CpusPerNode, demand.cpus_per_node.max(of_gpus), cpus)];
    let all = plain.into_iter().chain(threads).chain(per_node).chain(per_task).chain(over_all);
    all.filter(|(_, wanted, have)| wanted > have)
        .map(|(what, wanted, have)| Misfit::new(what, wanted, have))
        .collect()
}
