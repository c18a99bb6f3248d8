//! Counts of GPUs, nodes and tasks that exclude each other, whatever the cluster has.
//!
//! `sbatch` refuses the job: where `--gpus` is no multiple of `--gpus-per-node`, or less than `--nodes`; where nothing says
//! how many tasks `--gpus-per-task` is for; where two options each make out the same number, as `--ntasks-per-gpu` and
//! `--ntasks-per-node` do.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --gpus=12
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=1
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
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --gpus=16
//! #SBATCH --ntasks-per-gpu=1
//! #SBATCH --ntasks-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --ntasks=8
//! #SBATCH --gpus=4
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

use super::contradictions::{places, words};
use crate::fit::{Contradiction, What};
use crate::job::Asked;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "counts-contradict", severity: Severity::Error, check: Check::RequestEach(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let request = view.request;
    let contradictions = Contradiction::all(request).into_iter().filter_map(|contradiction| {
        let (message, help) = words(contradiction, request)?;
        Some(Finding::new(message).at_all(places(contradiction, request)).help(help))
    });
    contradictions.chain(tasks(view)).collect()
}

/// Tasks a node with GPUs of their own: more than the job has tasks.
fn tasks(view: &RequestView<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::TasksPerNode)?;
    let label = |asked: &Option<Asked<u64>>, of: &str| {
        asked.as_ref().map(|asked| (asked.place.clone(), format!("{} {of}", amount(asked.value, "task"))))
    };
    let message = format!(
        "a node is to have {} with GPUs of their own, but the job has {}",
        amount(misfit.wanted, "task"),
        misfit.have
    );
    let request = view.request;
    Some(
        Finding::new(message)
            .at_all([label(&request.ntasks_per_node, "a node"), label(&request.ntasks, "in all")])
            .help("leave `--ntasks` or `--ntasks-per-node` out"),
    )
}
