//! Several tasks a node each start a `torchrun` with several processes.
//!
//! `torchrun` starts the processes of a whole node. With a task for each GPU, every one of them starts all of them: 64
//! processes fight for 8 GPUs, and for the port of the rendezvous.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! #SBATCH --gpus-per-node=8
//! srun torchrun --nnodes=2 --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint=$HOSTNAME:29500 train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=1
//! #SBATCH --gpus-per-node=8
//! srun torchrun --nnodes=2 --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint=$HOSTNAME:29500 train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "several-launchers-a-node", severity: Severity::Error, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    let launch = Launch::of(view.job, step);
    let tasks = launch.tasks_a_node.filter(|tasks| *tasks > 1 && step.command == Command::Torchrun)?;
    let option = step.option("nproc-per-node")?;
    let processes = option.value.as_ref().filter(|value| value.literal)?.text.as_str();
    let several =
        matches!(processes, "gpu" | "auto") || processes.parse::<u64>().is_ok_and(|count| count > 1);
    let srun = launch.srun.filter(|_| several)?;
    let asked = srun.request.ntasks_per_node.as_ref().map(|asked| &asked.place);
    let asked =
        asked.or_else(|| view.job.requests.first()?.ntasks_per_node.as_ref().map(|asked| &asked.place));
    let finding = Finding::new(format!(
        "{tasks} tasks on each node start a `torchrun` that starts the processes of the whole node"
    ))
    .at(&option.place, "each of them starts so many");
    let finding = match asked {
        Some(place) => finding.and(place, "so many of them"),
        None => finding.and(&srun.place, format!("this starts {tasks} of them on each node")),
    };
    Some(finding.help("one task a node is enough: `--ntasks-per-node=1`"))
}
