//! The script chooses GPUs by hand, and other ones than the job has.
//!
//! Slurm sets `CUDA_VISIBLE_DEVICES` for every task to the GPUs that it was given. A list in the script takes its place: GPUs
//! that are not in it are paid for and idle, and one list for all tasks of a node puts them all on the same GPUs.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! export CUDA_VISIBLE_DEVICES=0,1,2,3
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=8
//! export CUDA_VISIBLE_DEVICES=0,1,2,3,4,5,6,7
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use super::known::is_seen;
use crate::rules::launch::gpus_a_node;
use crate::rules::{Check, Facts, Finding, RuleDef, VariableView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "gpus-chosen-by-hand", severity: Severity::Warning, check: Check::Variable(check) };

fn check(view: &VariableView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let variable = view.variable;
    let is_it = variable.name.value == "CUDA_VISIBLE_DEVICES" && is_seen(view) && !variable.conditional;
    let value = variable.value.as_deref().filter(|_| is_it)?;
    let chosen: Vec<u64> = value.split(',').map(|one| one.trim().parse().ok()).collect::<Option<_>>()?;
    // In front of one of several programs it may be right.
    let is_for_all = view.job.environment.iter().any(|one| std::ptr::eq(one, variable));
    let [request] = view.job.requests.as_slice() else { return None };
    let gpus = gpus_a_node(request).filter(|gpus| is_for_all && *gpus > 0)?;
    let beyond = chosen.iter().find(|index| **index >= gpus);
    let message = match beyond {
        Some(index) => format!("the job has {gpus} GPUs a node, and none with the number {index}"),
        None if (chosen.len() as u64) < gpus => {
            format!("the job has {gpus} GPUs a node, and its programs see {} of them", chosen.len())
        }
        None => return None,
    };
    Some(Finding::new(message).at(&variable.name.place, "Slurm sets it for every task").help("leave it out"))
}
