//! Counts that exclude each other, whatever the cluster has.
//!
//! `sbatch` refuses a job where, for example, `--gpus` is no multiple of `--gpus-per-node`, or comes to another number of nodes
//! than `--nodes`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=3
//! #SBATCH --gpus=16
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --gpus-per-task=1
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus=16
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::Contradiction;
use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef = RuleDef { id: "counts-contradict", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let contradiction = Contradiction::of(view.request)?;
    let request = view.request;
    let (gpus, nodes, tasks) = (place(&request.gpus), place(&request.nodes), place(&request.ntasks));
    let per_node = place(&request.gpus_per_node).or(place(&request.gres));
    let per_task = place(&request.gpus_per_task);
    let per_gpu = place(&request.ntasks_per_gpu);
    let memory = [place(&request.mem), place(&request.mem_per_cpu), place(&request.mem_per_gpu)];
    let (message, places, help) = match contradiction {
        Contradiction::GpusPerTaskWithoutTasks => (
            "`--gpus-per-task` says nothing without a number of tasks",
            vec![per_task],
            "add `--ntasks`, `--nodes` with `--ntasks-per-node`, or `--gpus`",
        ),
        Contradiction::TasksPerGpuWithoutGpus => {
            ("`--ntasks-per-gpu` says nothing without a number of GPUs", vec![per_gpu], "add `--gpus` or `--gpus-per-node`")
        }
        Contradiction::MemoryPerGpuWithoutGpus => {
            ("`--mem-per-gpu` says nothing without GPUs", vec![memory[2]], "add `--gpus` or `--gpus-per-node`, or use `--mem`")
        }
        Contradiction::FewerGpusThanNodes => (
            "there are fewer GPUs than nodes",
            vec![gpus, nodes],
            "`--gpus` counts the GPUs of the whole job; use `--gpus-per-node` for those of a node",
        ),
        Contradiction::GpusNotOfNodes => (
            "`--gpus` is no multiple of the GPUs of a node",
            vec![gpus, per_node],
            "leave `--gpus` out: `--nodes` and `--gpus-per-node` say it all",
        ),
        Contradiction::GpusNeedOtherNodes => (
            "the GPUs come to another number of nodes than `--nodes`",
            vec![gpus, per_node, nodes],
            "leave `--gpus` out: `--nodes` and `--gpus-per-node` say it all",
        ),
        Contradiction::GpusNotOfTasks => {
            ("`--gpus` is no multiple of the GPUs of a task", vec![gpus, per_task], "leave one of them out")
        }
        Contradiction::GpusNeedOtherTasks => (
            "the GPUs come to another number of tasks than `--ntasks`",
            vec![gpus, per_task, tasks],
            "leave `--gpus` out: `--ntasks` and `--gpus-per-task` say it all",
        ),
        Contradiction::NodeGpusNotOfTasks => {
            ("the GPUs of a node are no multiple of those of a task", vec![per_node, per_task], "leave one of them out")
        }
        Contradiction::CpusPerGpuAndTask => (
            "`--cpus-per-gpu` and `--cpus-per-task` exclude each other",
            vec![place(&request.cpus_per_gpu), place(&request.cpus_per_task)],
            "leave one of them out",
        ),
        Contradiction::TypedAndUntyped => (
            "GPUs are wanted with a type in one place, without one in another",
            vec![per_node, per_task, gpus],
            "name the type everywhere, or nowhere",
        ),
        Contradiction::Memory => {
            ("`--mem`, `--mem-per-cpu` and `--mem-per-gpu` exclude each other", memory.to_vec(), "leave one of them")
        }
        Contradiction::TasksPerGpuAndNode => (
            "`--ntasks-per-gpu` and `--ntasks-per-node` exclude each other",
            vec![per_gpu, place(&request.ntasks_per_node)],
            "leave one of them out",
        ),
        Contradiction::TasksPerGpuAndGpusPerTask => {
            ("`--ntasks-per-gpu` and `--gpus-per-task` exclude each other", vec![per_gpu, per_task], "leave one of them out")
        }
        Contradiction::TimeMin => (
            "`--time-min` is longer than `--time`",
            vec![place(&request.time_min), place(&request.time)],
            "`--time-min` is the least to which Slurm may cut `--time` down to start the job earlier",
        ),
        Contradiction::NoNodes => ("a job has at least one node", vec![nodes], "ask for `--nodes=1`"),
        Contradiction::NodesReversed => {
            ("the most nodes are fewer than the least", vec![nodes], "write the smaller number first")
        }
    };
    let places = places.into_iter().flatten().enumerate();
    let label = |(index, place): (usize, &Place)| {
        Some((place.clone(), if index == 0 { "this" } else { "beside this" }.to_owned()))
    };
    Some(Finding::new(message).at_all(places.map(label)).help(help))
}
