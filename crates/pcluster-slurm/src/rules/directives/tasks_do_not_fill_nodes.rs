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
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=4 --ntasks=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2 --ntasks=16 --ntasks-per-node=8
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "tasks-do-not-fill-nodes", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let (nodes, ntasks) = (request.nodes.as_ref()?, request.ntasks.as_ref()?);
    let Some(per_node) = &request.ntasks_per_node else {
        return (ntasks.value < nodes.min).then(|| {
            Finding::new(format!("{} tasks cannot fill {} nodes", ntasks.value, nodes.min))
                .at(&ntasks.place, format!("Slurm gives {} nodes only", ntasks.value))
                .and(&nodes.place, format!("{} nodes", nodes.min))
                .help("ask for a task a node at least, best with `--ntasks-per-node`")
        });
    };
    let (fewest, most) = (nodes.min, nodes.max.unwrap_or(nodes.min));
    let fits = ntasks.value >= fewest.saturating_mul(per_node.value)
        && ntasks.value <= most.saturating_mul(per_node.value);
    (!fits).then(|| {
        let nodes_text = if fewest == 1 { "1 node".to_owned() } else { format!("{fewest} nodes") };
        Finding::new(format!(
            "{nodes_text} with {} tasks each are not {} tasks",
            per_node.value, ntasks.value
        ))
        .at(&ntasks.place, format!("{} tasks", ntasks.value))
        .and(&per_node.place, format!("{} a node", per_node.value))
        .and(&nodes.place, nodes_text)
        .help("leave `--ntasks` out: it follows from the other two")
    })
}
