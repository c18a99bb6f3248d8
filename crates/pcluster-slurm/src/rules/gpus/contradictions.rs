//! Counts that exclude each other, in words and in their places.

use crate::fit::Contradiction;
use crate::job::{Asked, GpuCount, Place, Request};
use crate::rules::amount;

/// What is wrong, and what to do.
pub(super) fn words(contradiction: Contradiction) -> (&'static str, &'static str) {
    const LEAVE: &str = "leave one of them out";
    const NODES: &str = "leave `--gpus` out: `--nodes` and `--gpus-per-node` say it all";
    match contradiction {
        Contradiction::GpusPerTaskWithoutTasks => (
            "`--gpus-per-task` says nothing without a number of tasks",
            "add `--ntasks`, or `--ntasks-per-node`",
        ),
        Contradiction::TasksPerGpuWithoutGpus => (
            "`--ntasks-per-gpu` says nothing without a number of GPUs",
            "add `--gpus` or `--gpus-per-node`",
        ),
        Contradiction::MemoryPerGpuWithoutGpus => (
            "`--mem-per-gpu` says nothing without GPUs",
            "add `--gpus` or `--gpus-per-node`, or use `--mem`",
        ),
        Contradiction::FewerGpusThanNodes => (
            "there are fewer GPUs than nodes",
            "`--gpus` counts the GPUs of the whole job; use `--gpus-per-node` for those of a node",
        ),
        Contradiction::GpusNotOfNodes => ("`--gpus` is no multiple of the GPUs of a node", NODES),
        Contradiction::GpusNeedOtherNodes => ("the GPUs come to another number of nodes than `--nodes`", NODES),
        Contradiction::GpusNotOfTasks => ("`--gpus` is no multiple of the GPUs of a task", LEAVE),
        Contradiction::GpusNeedOtherTasks => (
            "the GPUs come to another number of tasks than `--ntasks`",
            "leave `--gpus` out: `--ntasks` and `--gpus-per-task` say it all",
        ),
        Contradiction::NodeGpusNotOfTasks => ("the GPUs of a node are no multiple of those of a task", LEAVE),
        Contradiction::CpusPerGpuAndTask => ("`--cpus-per-gpu` and `--cpus-per-task` exclude each other", LEAVE),
        Contradiction::TypedAndUntyped => (
            "GPUs are wanted with a type in one place, without one in another",
            "name the type everywhere, or nowhere",
        ),
        Contradiction::Memory => (
            "`--mem`, `--mem-per-cpu` and `--mem-per-gpu` exclude each other",
            "keep one of them",
        ),
        Contradiction::TasksPerGpuAndNode => {
            ("`--ntasks-per-gpu` and `--ntasks-per-node` exclude each other", LEAVE)
        }
        Contradiction::TasksPerGpuAndGpusPerTask => {
            ("`--ntasks-per-gpu` and `--gpus-per-task` exclude each other", LEAVE)
        }
        Contradiction::TimeMin => (
            "`--time-min` is longer than `--time`",
            "`--time-min` is the least to which Slurm may cut `--time` down to start the job earlier",
        ),
        Contradiction::NoNodes => ("a job has at least one node", "ask for `--nodes=1`"),
        Contradiction::NodesReversed => ("the most nodes are fewer than the least", "write the smaller number first"),
    }
}

/// A place with what to say there.
pub(super) type Label = Option<(Place, String)>;

/// Where it is wrong.
pub(super) fn places(contradiction: Contradiction, request: &Request) -> Vec<Label> {
    let gpus = gpus(request.gpus.as_ref(), "in all");
    let per_task = self::gpus(request.gpus_per_task.as_ref(), "a task");
    let gres = request.gres.as_ref().map(|gres| (gres.place.clone(), "GPUs of a node".to_owned()));
    let per_node = self::gpus(request.gpus_per_node.as_ref(), "a node").or(gres);
    let per_gpu =
        request.ntasks_per_gpu.as_ref().map(|tasks| (tasks.place.clone(), format!("{} a GPU", amount(tasks.value, "task"))));
    let nodes = request.nodes.as_ref().map(|nodes| {
        let most = nodes.max.filter(|max| *max != nodes.min).map_or(String::new(), |max| format!(" to {max}"));
        (nodes.place.clone(), format!("{}{most}", amount(nodes.min, "node")))
    });
    let cpus = |cpus: Option<&Asked<u64>>, of: &str| {
        cpus.map(|cpus| (cpus.place.clone(), format!("{} {of}", amount(cpus.value, "CPU"))))
    };
    let plain = |place: Option<&Place>, label: &str| place.map(|place| (place.clone(), label.to_owned()));
    let per_gpu_memory = plain(request.mem_per_gpu.as_ref().map(|memory| &memory.place), "of a GPU");
    match contradiction {
        Contradiction::GpusPerTaskWithoutTasks => vec![per_task],
        Contradiction::TasksPerGpuWithoutGpus => vec![per_gpu],
        Contradiction::MemoryPerGpuWithoutGpus => vec![per_gpu_memory],
        Contradiction::FewerGpusThanNodes => vec![gpus, nodes],
        Contradiction::GpusNotOfNodes => vec![gpus, per_node],
        Contradiction::GpusNeedOtherNodes => vec![gpus, per_node, nodes],
        Contradiction::GpusNotOfTasks => vec![gpus, per_task],
        Contradiction::GpusNeedOtherTasks => vec![gpus, per_task, tasks(request)],
        Contradiction::NodeGpusNotOfTasks => vec![per_node, per_task],
        Contradiction::CpusPerGpuAndTask => {
            vec![cpus(request.cpus_per_gpu.as_ref(), "a GPU"), cpus(request.cpus_per_task.as_ref(), "a task")]
        }
        Contradiction::TypedAndUntyped => vec![per_node, per_task, gpus],
        Contradiction::Memory => vec![
            plain(request.mem.as_ref().map(|memory| &memory.place), "of a node"),
            plain(request.mem_per_cpu.as_ref().map(|memory| &memory.place), "of a CPU"),
            per_gpu_memory,
        ],
        Contradiction::TasksPerGpuAndNode => vec![per_gpu, tasks_per_node(request)],
        Contradiction::TasksPerGpuAndGpusPerTask => vec![per_gpu, per_task],
        Contradiction::TimeMin => vec![
            plain(request.time_min.as_ref().map(|time| &time.place), "the least"),
            plain(request.time.as_ref().map(|time| &time.place), "the most"),
        ],
        Contradiction::NoNodes | Contradiction::NodesReversed => vec![nodes],
    }
}

fn gpus(asked: Option<&Asked<GpuCount>>, of: &str) -> Label {
    asked.map(|gpus| (gpus.place.clone(), format!("{} {of}", amount(gpus.total(), "GPU"))))
}

pub(super) fn tasks(request: &Request) -> Label {
    request.ntasks.as_ref().map(|tasks| (tasks.place.clone(), amount(tasks.value, "task")))
}

pub(super) fn tasks_per_node(request: &Request) -> Label {
    let tasks = request.ntasks_per_node.as_ref();
    tasks.map(|tasks| (tasks.place.clone(), format!("{} a node", amount(tasks.value, "task"))))
}
