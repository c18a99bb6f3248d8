//! `--gpus` is not `--nodes` times `--gpus-per-node`.
//!
//! Slurm works the number of nodes out of the two, and refuses the job if `--nodes` does not allow it.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=1 --gpus=16 --gpus-per-node=8
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2 --gpus=16 --gpus-per-node=8
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "gpus-do-not-fit-nodes", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let (nodes, gpus, per_node) =
        (request.nodes.as_ref()?, request.gpus.as_ref()?, request.gpus_per_node.as_ref()?);
    let needed = gpus.total().checked_div(per_node.total())?;
    let fits = (nodes.min..=nodes.max.unwrap_or(nodes.min)).contains(&needed);
    (!fits).then(|| {
        Finding::new(format!("{} GPUs with {} a node need {needed} nodes", gpus.total(), per_node.total()))
            .at(&nodes.place, "does not allow that")
            .and(&gpus.place, format!("{} GPUs in all", gpus.total()))
            .help("leave `--gpus` out: it follows from `--nodes` and `--gpus-per-node`")
    })
}
