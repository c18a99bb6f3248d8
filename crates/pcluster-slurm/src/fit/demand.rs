//! What a request comes to, with what Slurm concludes from it.

use super::Contradiction;
use super::contradiction::least_nodes;
use crate::job::{Exclusive, GpuCount, NodeCount, Request};

/// GPUs by type; `None` = of any type.
pub(super) type Gpus = Vec<(Option<String>, u64)>;

/// What a request comes to, with what Slurm concludes from it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Demand {
    /// Fewest nodes: those asked for, unless there are fewer tasks.
    pub min_nodes: u64,
    /// Most nodes; `None` where nothing says how many.
    pub max_nodes: Option<u64>,
    /// Whether something says how many nodes.
    pub nodes_asked: bool,
    /// Whether something says how many tasks.
    pub tasks_asked: bool,
    /// Tasks over all nodes.
    pub tasks: u64,
    /// Tasks that a node has to hold, where something says so.
    pub tasks_per_node: Option<u64>,
    /// CPUs of a task.
    pub cpus_per_task: u64,
    /// CPUs that a node has to have (`--mincpus`, or what its tasks need).
    pub cpus_per_node: u64,
    /// CPUs that come with a GPU.
    pub cpus_per_gpu: Option<u64>,
    /// Threads that a core has to have.
    pub threads_per_core: Option<u64>,
    /// GPUs of a node, by type.
    pub gpus_per_node: Vec<(Option<String>, u64)>,
    /// GPUs of a task, by type.
    pub gpus_per_task: Vec<(Option<String>, u64)>,
    /// GPUs over all nodes, by type.
    pub gpus: Vec<(Option<String>, u64)>,
    /// Most tasks that share a GPU.
    pub tasks_per_gpu: Option<u64>,
    /// Memory.
    pub memory: MemoryDemand,
    /// Whether no other job may be on the nodes, so that all their CPUs are the job's.
    pub exclusive: bool,
}

/// Memory that is asked for, in MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemoryDemand {
    /// Nothing is said about it, or 0, which means all that a node has.
    Any,
    /// Of each node.
    Node(u64),
    /// Of each CPU.
    Cpu(u64),
    /// Of each GPU.
    Gpu(u64),
}

impl Demand {
    /// What a request comes to.
    ///
    /// # Errors
    ///
    /// Where options exclude each other.
    pub fn of(request: &Request) -> Result<Self, Contradiction> {
        if let Some(contradiction) = Contradiction::of(request) {
            return Err(contradiction);
        }
        let gpus_per_node = per_node(request);
        let gpus_per_task = counted(request.gpus_per_task.as_deref());
        let mut gpus = counted(request.gpus.as_deref());
        let tasks_per_gpu = value(request.ntasks_per_gpu.as_deref());
        let tasks_asked = value(request.ntasks.as_deref());
        let tasks_per_node = value(request.ntasks_per_node.as_deref());
        let (mut min_nodes, mut max_nodes) = match request.nodes.as_deref() {
            Some(NodeCount { min, max }) => (
                least_nodes((*min).max(1), tasks_asked),
                Some(least_nodes(max.unwrap_or(*min), tasks_asked).max(1)),
            ),
            None => (1, None),
        };
        let total = sum(&gpus);
        // All GPUs, so many a node: that is a number of nodes.
        if total > 0 && !gpus_per_node.is_empty() {
            min_nodes = total / sum(&gpus_per_node).max(1);
            max_nodes = Some(min_nodes);
        }
        // So many GPUs a task as tasks share one: from the tasks follow the GPUs.
        if let (Some(per_gpu), Some(tasks), true) =
            (tasks_per_gpu, tasks_asked, total == 0 && gpus_per_node.is_empty())
        {
            gpus = vec![(None, tasks.div_ceil(per_gpu.max(1)))];
        }
        let of_gpus =
            if gpus_per_node.is_empty() { sum(&gpus) } else { sum(&gpus_per_node).saturating_mul(min_nodes) };
        let tasks = if let Some(per_gpu) = tasks_per_gpu {
            of_gpus.saturating_mul(per_gpu)
        } else if let (true, 1..) = (total > 0, sum(&gpus_per_task)) {
            total / sum(&gpus_per_task)
        } else {
            tasks_asked.unwrap_or(min_nodes.saturating_mul(tasks_per_node.unwrap_or(1)))
        };
        let cpus_per_task = value(request.cpus_per_task.as_deref()).unwrap_or(1);
        let of_tasks = tasks_per_node.unwrap_or(1).saturating_mul(cpus_per_task);
        Ok(Self {
            min_nodes,
            max_nodes,
            nodes_asked: request.nodes.is_some(),
            tasks_asked: tasks_asked.is_some(),
            tasks: tasks.max(1),
            tasks_per_node,
            cpus_per_task,
            cpus_per_node: of_tasks.max(value(request.mincpus.as_deref()).unwrap_or(1)),
            cpus_per_gpu: value(request.cpus_per_gpu.as_deref()),
            threads_per_core: value(request.threads_per_core.as_deref()),
            gpus_per_node,
            gpus_per_task,
            gpus,
            tasks_per_gpu,
            memory: memory(request),
            exclusive: matches!(request.exclusive.as_deref(), Some(Exclusive::Nobody)),
        })
    }

    /// Most nodes on which there is a task, where something says how many tasks there are.
    pub(super) fn nodes_with_tasks(&self) -> u64 {
        if self.tasks_asked || self.tasks_per_node.is_some() { self.tasks } else { u64::MAX }
    }

    /// CPUs over all nodes.
    pub fn cpus(&self) -> u64 {
        self.tasks.saturating_mul(self.cpus_per_task)
    }

    /// Whether any GPU is asked for.
    pub fn wants_gpus(&self) -> bool {
        !(self.gpus.is_empty() && self.gpus_per_node.is_empty() && self.gpus_per_task.is_empty())
    }
}

fn value(asked: Option<&u64>) -> Option<u64> {
    asked.copied().filter(|value| *value > 0)
}

fn memory(request: &Request) -> MemoryDemand {
    let mib = |asked: Option<&crate::job::Memory>| asked.map(|memory| memory.mib).filter(|mib| *mib > 0);
    if let Some(memory) = mib(request.mem.as_deref()) {
        MemoryDemand::Node(memory)
    } else if let Some(memory) = mib(request.mem_per_cpu.as_deref()) {
        MemoryDemand::Cpu(memory)
    } else if let Some(memory) = mib(request.mem_per_gpu.as_deref()) {
        MemoryDemand::Gpu(memory)
    } else {
        MemoryDemand::Any
    }
}

/// GPUs of a node: `--gpus-per-node` and the `gpu` of `--gres` are the same to Slurm.
fn per_node(request: &Request) -> Gpus {
    let gres = request.gres.iter().flat_map(|gres| gres.iter()).filter(|gres| gres.name == "gpu");
    let mut gpus = counted(request.gpus_per_node.as_deref());
    for gres in gres.filter(|gres| gres.count > 0) {
        match gpus.iter_mut().find(|(kind, _)| *kind == gres.kind) {
            Some((_, count)) => *count = (*count).max(gres.count),
            None => gpus.push((gres.kind.clone(), gres.count)),
        }
    }
    gpus
}

fn counted(asked: Option<&GpuCount>) -> Gpus {
    asked.iter().flat_map(|count| count.of.iter()).filter(|(_, count)| *count > 0).cloned().collect()
}

pub(super) fn sum(gpus: &Gpus) -> u64 {
    gpus.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
}
