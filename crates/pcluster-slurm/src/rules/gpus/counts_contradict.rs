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

use super::contradictions::{places, tasks, tasks_per_node, words};
use crate::fit::{Contradiction, What};
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount};

pub(crate) const RULE: RuleDef = RuleDef { id: "counts-contradict", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let Some(contradiction) = Contradiction::of(request) else {
        let misfit = view.misfit(|what| *what == What::TasksPerNode)?;
        let help = "leave `--ntasks` or `--ntasks-per-node` out";
        let message = format!(
            "a node is to have {} with GPUs of their own, but the job has {}",
            amount(misfit.wanted, "task"),
            misfit.have
        );
        return Some(Finding::new(message).at_all([tasks_per_node(request), tasks(request)]).help(help));
    };
    let (message, help) = words(contradiction);
    Some(Finding::new(message).at_all(places(contradiction, request)).help(help))
}
