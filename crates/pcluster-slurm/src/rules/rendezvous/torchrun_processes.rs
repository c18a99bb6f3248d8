//! `torchrun` starts another number of processes than there are GPUs.
//!
//! Each process takes a GPU. Those without one fail ("invalid device ordinal"), GPUs without one are paid for and idle.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! torchrun --standalone --nproc_per_node=4 train.py
//! ```
//!
//! ```job fires
//! name: train
//! partition: gpu
//! nodes: 2
//! gpus-per-node: 8
//! time: "1:00:00"
//! run: { torchrun: { script: train.py, processes-per-node: 4 } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! torchrun --standalone --nproc_per_node=gpu train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::{Launch, gpus_a_node};
use crate::rules::{Check, Facts, Finding, RuleDef, StepView, amount};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "torchrun-processes", severity: Severity::Warning, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    let launch = Launch::of(view.job, step);
    let is_one = step.command == Command::Torchrun && launch.tasks_a_node == Some(1) && !step.background;
    let option = step.option("nproc-per-node").filter(|_| is_one)?;
    let value = option.value.as_ref().filter(|value| value.literal)?;
    let processes = value.text.parse::<u64>().ok().filter(|count| *count > 0)?;
    let [request] = view.job.requests.as_slice() else { return None };
    let asked = launch.srun.and_then(|srun| gpus_a_node(&srun.request)).or_else(|| gpus_a_node(request));
    let gpus = asked.filter(|gpus| *gpus > 0 && *gpus != processes)?;
    let (label, what) = if processes < gpus {
        (format!("{} of each node stay idle", amount(gpus - processes, "GPU")), "a process for each GPU")
    } else {
        (format!("{} of them have no GPU", processes - gpus), "no more processes than GPUs")
    };
    Some(
        Finding::new(format!(
            "`torchrun` starts {processes} processes a node, and the job has {} a node",
            amount(gpus, "GPU")
        ))
        .at(&option.place, label)
        .help(format!("{what}: `--nproc_per_node={gpus}`, or `--nproc_per_node=gpu`, which counts them"))
        .replace("start a process for each GPU", &option.place, gpus.to_string()),
    )
}
