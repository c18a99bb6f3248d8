//! Counts that exclude each other, in words and in their places.

use crate::fit::Contradiction;
use crate::job::{Asked, GpuCount, Place, Request};
use crate::rules::amount;

/// What is wrong, and what to do.
pub(super) fn words(contradiction: Contradiction, request: &Request) -> Option<(String, &'static str)> {
    let (message, help) = in_general(contradiction)?;
    let total = |gpus: Option<&Asked<GpuCount>>| gpus.map(|gpus| gpus.total());
    let all = total(request.gpus.as_ref());
    let figures = match contradiction {
        Contradiction::GpusNeedOtherNodes => all
            .zip(total(request.gpus_per_node.as_ref()).filter(|of_node| *of_node > 0))
            .map(|(all, of_node)| format!("{} need {}", each(all, of_node, "a node"), amount(all / of_node, "node"))),
        Contradiction::GpusNeedOtherTasks => all
            .zip(total(request.gpus_per_task.as_ref()).filter(|of_task| *of_task > 0))
            .map(|(all, of_task)| format!("{} are for {}", each(all, of_task, "a task"), amount(all / of_task, "task"))),
        Contradiction::FewerGpusThanNodes => all
            .zip(request.nodes.as_ref())
            .map(|(all, nodes)| format!("{} cannot be on {} nodes", amount(all, "GPU"), nodes.min)),
        _ => None,
    };
    Some((figures.unwrap_or_else(|| message.to_owned()), help))
}

fn each(all: u64, part: u64, of: &str) -> String {
    format!("{} with {part} {of}", amount(all, "GPU"))
}

/// `None` for those that have a rule of their own.
fn in_general(contradiction: Contradiction) -> Option<(&'static str, &'static str)> {
    const LEAVE: &str = "leave one of them out";
    const NODES: &str = "leave `--gpus` out: `--nodes` and the GPUs of a node say it all";
    Some(match contradiction {
        Contradiction::GpusPerTaskWithoutTasks => (
            "`--gpus-per-task` says nothing without a number of tasks",
            "add `--ntasks`: Slurm does not make it out of a range of nodes, nor beside `--cpus-per-task`",
        ),
        Contradiction::TasksPerGpuWithoutGpus => {
            ("`--ntasks-per-gpu` says nothing without a number of GPUs", "add `--gpus` or `--gpus-per-node`")
        }
        Contradiction::MemoryPerGpuWithoutGpus => {
            ("`--mem-per-gpu` says nothing without GPUs", "add `--gpus` or `--gpus-per-node`, or use `--mem`")
        }
        Contradiction::FewerGpusThanNodes => (
            "there are fewer GPUs than nodes",
            "`--gpus` counts the GPUs of the whole job; use `--gpus-per-node` for those of a node",
        ),
        Contradiction::GpusNotOfNodes => ("`--gpus` is no multiple of the GPUs of a node", NODES),
        Contradiction::GpusNeedOtherNodes => {
            ("the GPUs come to another number of nodes than `--nodes`", NODES)
        }
        Contradiction::GpusNotOfTasks => ("`--gpus` is no multiple of the GPUs of a task", LEAVE),
        Contradiction::NodeGpusNotOfTasks => ("the GPUs of a node are no multiple of those of a task", LEAVE),
        Contradiction::CpusPerGpuAndTask => {
            ("`--cpus-per-gpu` and `--cpus-per-task` exclude each other", LEAVE)
        }
        Contradiction::TypedAndUntyped => (
            "GPUs are wanted with a type in one place, without one in another",
            "name the type everywhere, or nowhere",
        ),
        Contradiction::NoNodes => ("a job has at least one node", "ask for `--nodes=1`"),
        Contradiction::NodesReversed => {
            ("the most nodes are fewer than the least", "write the smaller number first")
        }
        Contradiction::GpusNeedOtherTasks => (
            "the GPUs come to another number of tasks than `--ntasks`",
            "leave `--gpus` out: `--ntasks` and `--gpus-per-task` say it all",
        ),
        Contradiction::TasksPerGpuAndNode => {
            ("`--ntasks-per-gpu` and `--ntasks-per-node` exclude each other", LEAVE)
        }
        Contradiction::TasksPerGpuAndGpusPerTask => {
            ("`--ntasks-per-gpu` and `--gpus-per-task` exclude each other", LEAVE)
        }
        Contradiction::TasksPerGpuAndGpusPerSocket => {
            ("`--ntasks-per-gpu` and `--gpus-per-socket` exclude each other", LEAVE)
        }
        Contradiction::Memory | Contradiction::TimeMin => return None,
    })
}

/// A place with what to say there.
type Label = Option<(Place, String)>;

/// Where it is wrong.
pub(super) fn places(contradiction: Contradiction, request: &Request) -> Vec<Label> {
    let in_all = gpus(request.gpus.as_ref(), "in all");
    let per_task = gpus(request.gpus_per_task.as_ref(), "a task");
    let gres = request.gres.as_ref().map(|gres| (gres.place.clone(), "GPUs of a node".to_owned()));
    let per_node = gpus(request.gpus_per_node.as_ref(), "a node").or(gres);
    let nodes = request.nodes.as_ref().map(|nodes| {
        let most =
            nodes.max.filter(|max| *max != nodes.min).map_or(String::new(), |max| format!(" to {max}"));
        (nodes.place.clone(), format!("{}{most}", amount(nodes.min, "node")))
    });
    let count = |asked: Option<&Asked<u64>>, one: &str, of: &str| {
        asked.map(|asked| (asked.place.clone(), format!("{} {of}", amount(asked.value, one))))
    };
    let cpus = count(request.cpus_per_task.as_ref(), "CPU", "a task");
    let of_gpu = request.mem_per_gpu.as_ref().map(|memory| (memory.place.clone(), "of a GPU".to_owned()));
    let per_gpu = count(request.ntasks_per_gpu.as_ref(), "task", "a GPU");
    match contradiction {
        Contradiction::GpusPerTaskWithoutTasks => vec![per_task, nodes, cpus],
        Contradiction::TasksPerGpuWithoutGpus => vec![per_gpu, nodes],
        Contradiction::MemoryPerGpuWithoutGpus => vec![of_gpu],
        Contradiction::FewerGpusThanNodes => vec![in_all, nodes],
        Contradiction::GpusNotOfNodes => vec![in_all, per_node],
        Contradiction::GpusNeedOtherNodes => vec![in_all, per_node, nodes],
        Contradiction::GpusNotOfTasks => vec![in_all, per_task],
        Contradiction::GpusNeedOtherTasks => {
            vec![in_all, per_task, count(request.ntasks.as_ref(), "task", "in all")]
        }
        Contradiction::NodeGpusNotOfTasks => vec![per_node, per_task],
        Contradiction::CpusPerGpuAndTask => vec![count(request.cpus_per_gpu.as_ref(), "CPU", "a GPU"), cpus],
        Contradiction::TypedAndUntyped => vec![per_node, per_task, in_all],
        Contradiction::TasksPerGpuAndNode => {
            vec![per_gpu, count(request.ntasks_per_node.as_ref(), "task", "a node")]
        }
        Contradiction::TasksPerGpuAndGpusPerTask => vec![per_gpu, per_task],
        Contradiction::TasksPerGpuAndGpusPerSocket => {
            vec![per_gpu, gpus(request.gpus_per_socket.as_ref(), "a socket")]
        }
        Contradiction::Memory | Contradiction::TimeMin => Vec::new(),
        Contradiction::NoNodes | Contradiction::NodesReversed => vec![nodes],
    }
}

fn gpus(asked: Option<&Asked<GpuCount>>, of: &str) -> Label {
    asked.map(|gpus| (gpus.place.clone(), format!("{} {of}", amount(gpus.total(), "GPU"))))
}
