//! Options that exclude each other, whatever the cluster has.

use crate::job::{GpuCount, Request, TimeLimit};

/// Options that exclude each other, whatever the cluster has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contradiction {
    /// `--gpus-per-task` with nothing that says how many tasks there are.
    GpusPerTaskWithoutTasks,
    /// `--ntasks-per-gpu` with nothing that says how many GPUs or tasks there are.
    TasksPerGpuWithoutGpus,
    /// `--mem-per-gpu` without GPUs.
    MemoryPerGpuWithoutGpus,
    /// `--gpus` is less than `--nodes`.
    FewerGpusThanNodes,
    /// `--gpus` is not a multiple of `--gpus-per-node`.
    GpusNotOfNodes,
    /// `--gpus` divided by `--gpus-per-node` is another number of nodes than `--nodes`.
    GpusNeedOtherNodes,
    /// `--gpus` is not a multiple of `--gpus-per-task`.
    GpusNotOfTasks,
    /// `--gpus` divided by `--gpus-per-task` is another number of tasks than `--ntasks`.
    GpusNeedOtherTasks,
    /// `--gpus-per-node` is not a multiple of `--gpus-per-task`.
    NodeGpusNotOfTasks,
    /// `--cpus-per-gpu` beside `--cpus-per-task`.
    CpusPerGpuAndTask,
    /// GPUs with a type beside GPUs without one.
    TypedAndUntyped,
    /// More than one of `--mem`, `--mem-per-cpu` and `--mem-per-gpu`.
    Memory,
    /// `--ntasks-per-gpu` beside `--ntasks-per-node`.
    TasksPerGpuAndNode,
    /// `--ntasks-per-gpu` beside `--gpus-per-task`.
    TasksPerGpuAndGpusPerTask,
    /// `--ntasks-per-gpu` beside `--gpus-per-socket`.
    TasksPerGpuAndGpusPerSocket,
    /// `--time-min` is longer than `--time`.
    TimeMin,
    /// `--nodes` is 0.
    NoNodes,
    /// The largest number of `--nodes` is less than the smallest.
    NodesReversed,
}

impl Contradiction {
    /// The first that a request has.
    pub fn of(request: &Request) -> Option<Self> {
        Self::all(request).into_iter().next()
    }

    /// All that a request has; of counts of GPUs that do not go together only the first, which the others follow from.
    pub fn all(request: &Request) -> Vec<Self> {
        let mut all = Self::of_pairs(request);
        all.extend(Self::of_gpus(request));
        all
    }

    fn of_pairs(request: &Request) -> Vec<Self> {
        let memories = [request.mem.is_some(), request.mem_per_cpu.is_some(), request.mem_per_gpu.is_some()];
        let time = (request.time.as_deref(), request.time_min.as_deref());
        let nodes = request.nodes.as_deref();
        let per_gpu = request.ntasks_per_gpu.is_some();
        let found = [
            (memories.into_iter().filter(|given| *given).count() > 1, Self::Memory),
            (per_gpu && request.ntasks_per_node.is_some(), Self::TasksPerGpuAndNode),
            (per_gpu && request.gpus_per_task.is_some(), Self::TasksPerGpuAndGpusPerTask),
            (per_gpu && request.gpus_per_socket.is_some(), Self::TasksPerGpuAndGpusPerSocket),
            (request.cpus_per_gpu.is_some() && request.cpus_per_task.is_some(), Self::CpusPerGpuAndTask),
            (
                matches!(time, (Some(TimeLimit::Seconds(time)), Some(TimeLimit::Seconds(min))) if min.div_ceil(60) > time.div_ceil(60)),
                Self::TimeMin,
            ),
            (
                nodes.is_some_and(|nodes| nodes.min == 0 && nodes.max.is_none_or(|max| max == 0)),
                Self::NoNodes,
            ),
            (nodes.is_some_and(|nodes| nodes.max.is_some_and(|max| max < nodes.min)), Self::NodesReversed),
        ];
        found.into_iter().filter_map(|(holds, contradiction)| holds.then_some(contradiction)).collect()
    }

    fn of_gpus(request: &Request) -> Option<Self> {
        let count = |asked: Option<&GpuCount>| asked.map(GpuCount::total).filter(|total| *total > 0);
        let total = count(request.gpus.as_deref());
        let per_task = count(request.gpus_per_task.as_deref());
        let of_gres = request.gres.iter().flat_map(|gres| gres.iter()).filter(|gres| gres.name == "gpu");
        let of_gres =
            Some(of_gres.map(|gres| gres.count).fold(0, u64::saturating_add)).filter(|sum| *sum > 0);
        let per_node = count(request.gpus_per_node.as_deref()).or(of_gres);
        let any = total.or(per_task).or(per_node).is_some();
        let tasks = request.ntasks.as_deref().copied();
        let nodes = request.nodes.as_deref();
        // A task a node, if it is known how many nodes that are.
        let is_range = nodes.is_some_and(|nodes| nodes.max.is_some_and(|max| max != nodes.min));
        let per_node_tasks = request.ntasks_per_node.as_deref().copied();
        let gpus_known = tasks.is_some() || (nodes.is_some() && !is_range);
        let tasks_known = tasks.is_some()
            || (per_node_tasks.is_some() && !is_range)
            || (gpus_known && request.cpus_per_task.is_none());
        let divides = |part: Option<u64>, whole: Option<u64>| match (part, whole) {
            (Some(part), Some(whole)) => whole % part == 0,
            _ => true,
        };
        let needed = match (total, per_node) {
            (Some(total), Some(per_node)) => Some(total / per_node),
            _ => None,
        };
        let other_nodes = |nodes: &crate::job::NodeCount| {
            needed.is_some_and(|needed| needed < nodes.min || needed > nodes.max.unwrap_or(nodes.min))
        };
        let other_tasks = match (total, per_task, tasks) {
            (Some(total), Some(per_task), Some(tasks)) => total / per_task != tasks,
            _ => false,
        };
        let found = [
            (per_task.is_some() && total.is_none() && !tasks_known, Self::GpusPerTaskWithoutTasks),
            (request.ntasks_per_gpu.is_some() && !any && !gpus_known, Self::TasksPerGpuWithoutGpus),
            (
                request.mem_per_gpu.as_deref().is_some_and(|memory| memory.mib > 0) && !any,
                Self::MemoryPerGpuWithoutGpus,
            ),
            (mixes_types(request), Self::TypedAndUntyped),
            (!divides(per_node, total), Self::GpusNotOfNodes),
            (nodes.is_some_and(other_nodes), Self::GpusNeedOtherNodes),
            (!divides(per_task, total), Self::GpusNotOfTasks),
            (other_tasks, Self::GpusNeedOtherTasks),
            (!divides(per_task, per_node), Self::NodeGpusNotOfTasks),
            (
                total.is_some_and(|total| nodes.is_some_and(|nodes| total < least_nodes(nodes.min, tasks))),
                Self::FewerGpusThanNodes,
            ),
        ];
        found.into_iter().find_map(|(holds, contradiction)| holds.then_some(contradiction))
    }
}

/// Fewer tasks than nodes make Slurm take fewer nodes.
pub(super) fn least_nodes(nodes: u64, tasks: Option<u64>) -> u64 {
    tasks.map_or(nodes, |tasks| nodes.min(tasks))
}

/// Whether GPUs are asked for with a type in one place and without one in another.
fn mixes_types(request: &Request) -> bool {
    let counts = [&request.gpus, &request.gpus_per_node, &request.gpus_per_task];
    let counts = counts.into_iter().flatten().flat_map(|count| count.of.iter());
    let of_options = counts.filter(|(_, count)| *count > 0).map(|(kind, _)| kind.is_some());
    let gres = request.gres.iter().flat_map(|gres| gres.iter()).filter(|gres| gres.name == "gpu");
    let of_gres = gres.filter(|gres| gres.count > 0).map(|gres| gres.kind.is_some());
    let all: Vec<bool> = of_options.chain(of_gres).collect();
    all.contains(&true) && all.contains(&false)
}
