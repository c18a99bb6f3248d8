//! Fewer tasks than nodes, so that Slurm gives fewer nodes.
//!
//! `--ntasks` counts the tasks of the whole job. Where there are fewer than `--nodes`, `sbatch` says so, and asks for as many
//! nodes as there are tasks; the job runs, on fewer nodes than were meant.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=4
//! #SBATCH --ntasks=1
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=4
//! #SBATCH --ntasks-per-node=1
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "fewer-tasks-than-nodes", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (nodes, tasks) = (view.request.nodes.as_ref()?, view.request.ntasks.as_ref()?);
    (tasks.value < nodes.min).then(|| {
        let got = amount(tasks.value, "node");
        Finding::new(format!("the job gets {got} of the {} that it asks for", nodes.min))
            .at(&tasks.place, amount(tasks.value, "task"))
            .and(&nodes.place, amount(nodes.min, "node"))
            .help("`--ntasks` counts the tasks of the whole job; use `--ntasks-per-node` for those of a node")
    })
}
