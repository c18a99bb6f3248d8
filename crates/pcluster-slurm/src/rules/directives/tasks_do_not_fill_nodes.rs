//! `--ntasks` is not `--nodes` times `--ntasks-per-node`.
//!
//! With `--ntasks`, `--ntasks-per-node` is only the most that a node may have. With fewer tasks some nodes have less work than
//! others, or none; with more, Slurm starts more on a node than were asked for, or never starts the job.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2 --ntasks=12 --ntasks-per-node=8
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2 --ntasks=16 --ntasks-per-node=8
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "tasks-do-not-fill-nodes", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let (nodes, ntasks, per_node) =
        (request.nodes.as_ref()?, request.ntasks.as_ref()?, request.ntasks_per_node.as_ref()?);
    let (fewest, most) = (nodes.min, nodes.max.unwrap_or(nodes.min));
    let (fewest_tasks, most_tasks) = (fewest.saturating_mul(per_node.value), most.saturating_mul(per_node.value));
    // Fewer tasks than nodes, and more of a node than in all, are other rules.
    let is_other = ntasks.value < fewest || view.misfit(|what| *what == What::TasksPerNode).is_some();
    let fits = (fewest_tasks..=most_tasks).contains(&ntasks.value);
    (!fits && !is_other).then(|| {
        let (nodes_text, tasks_text) = (amount(fewest, "node"), amount(ntasks.value, "task"));
        let each = amount(per_node.value, "task");
        Finding::new(format!("{nodes_text} with {each} each do not make {tasks_text}"))
            .at(&ntasks.place, tasks_text)
            .and(&per_node.place, format!("{each} a node"))
            .and(&nodes.place, nodes_text)
            .help("leave `--ntasks` out: it follows from the other two")
    })
}
