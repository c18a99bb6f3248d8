//! `--gpus-per-task` stands where nothing says how many tasks there are.
//!
//! Slurm refuses it without `--ntasks`, `--gpus`, `--nodes` or `--ntasks-per-node`, out of which the number of tasks follows.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --gpus-per-task=1
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --ntasks=8 --gpus-per-task=1
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2 --ntasks-per-node=8 --gpus-per-task=1
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "gpus-per-task-without-tasks", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let per_task = request.gpus_per_task.as_ref()?;
    let follows = request.ntasks.is_some()
        || request.gpus.is_some()
        || request.nodes.is_some()
        || request.nodelist.is_some()
        || request.ntasks_per_node.is_some();
    (!follows).then(|| {
        Finding::new("`--gpus-per-task` needs a number of tasks, and nothing gives one")
            .at(&per_task.place, "Slurm refuses this alone")
            .help("add `--ntasks`, or ask with `--nodes` and `--gpus-per-node`")
    })
}
