//! Counts of GPUs, nodes and tasks that exclude each other, whatever the cluster has.
//!
//! `sbatch` refuses a job where, for example, `--gpus` is no multiple of `--gpus-per-node`, or less than `--nodes`.
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
//! #SBATCH --nodes=2
//! #SBATCH --cpus-per-task=12
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
    RuleDef { id: "counts-contradict", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    if let Some(contradiction) = Contradiction::of(request) {
        let (message, help) = words(contradiction);
        return Some(Finding::new(message).at_all(places(contradiction, request)).help(help));
    }
    let misfit = view.misfit(|what| *what == What::TasksPerNode)?;
    let label = |asked: &Option<Asked<u64>>, of: &str| {
        asked.as_ref().map(|asked| (asked.place.clone(), format!("{} {of}", amount(asked.value, "task"))))
    };
    let message = format!(
        "a node is to have {} with GPUs of their own, but the job has {}",
        amount(misfit.wanted, "task"),
        misfit.have
    );
    Some(
        Finding::new(message)
            .at_all([label(&request.ntasks_per_node, "a node"), label(&request.ntasks, "in all")])
            .help("leave `--ntasks` or `--ntasks-per-node` out"),
    )
}
