//! `torchrun` is started on several nodes, and trains on each of them alone.
//!
//! Without `--nnodes` it is for one node, and `--standalone` says the same. Every node then trains a model of its own, and
//! they write over each other's checkpoints.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun torchrun --standalone --nproc_per_node=8 train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun torchrun --nnodes=2 --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint=$HOSTNAME:29500 train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "torchrun-alone", severity: Severity::Warning, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    let launch = Launch::of(view.job, step);
    let srun = launch.srun.filter(|_| step.command == Command::Torchrun && launch.is_on_several_nodes())?;
    // `torchrun` takes every option from a variable `PET_...` as well.
    let from_variables = view.job.environment.iter().any(|variable| variable.name.value.starts_with("PET_"));
    if step.open || from_variables {
        return None;
    }
    let is_one = |text: &str| text == "1" || text == "1:1";
    let place = match (step.option("standalone"), step.option("nnodes")) {
        (Some(standalone), _) => &standalone.place,
        (None, Some(nodes))
            if nodes.value.as_ref().is_some_and(|value| value.literal && is_one(&value.text)) =>
        {
            &nodes.place
        }
        (None, None) => &step.place,
        _ => return None,
    };
    let nodes = launch.nodes.unwrap_or_default();
    Some(
        Finding::new(format!("each of the {nodes} nodes trains alone: this `torchrun` is for one node"))
            .at(place, "for one node")
            .and(&srun.place, format!("`srun` starts it on {nodes} nodes"))
            .help("write `--nnodes=$SLURM_NNODES --rdzv_backend=c10d --rdzv_endpoint=HOST:PORT`, HOST being the first node"),
    )
}
