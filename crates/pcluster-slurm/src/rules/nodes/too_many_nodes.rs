//! More nodes than the partition has, or than it permits.
//!
//! A partition has the nodes of all compute resources of its queue, `MaxCount` each. `sbatch` refuses a job that wants more, and
//! one that wants more than `MaxNodes` of the partition, where that is set.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --nodes=17
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --nodes=16
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-many-nodes", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::Nodes | What::MaxNodes))?;
    let partition = view.partition_of(misfit);
    let (wanted, have) = (amount(misfit.wanted, "node"), misfit.have);
    let (message, help) = if misfit.what == What::Nodes {
        (
            format!("{wanted} are wanted, but {partition} has {have}"),
            "ask for fewer nodes, or raise `MaxCount` of a compute resource of the queue",
        )
    } else {
        (
            format!("up to {wanted} are wanted, but {partition} permits {have} a job"),
            "ask for fewer nodes, or raise `MaxNodes` in the queue's `CustomSlurmSettings`",
        )
    };
    let asked = place(&view.request.nodes).or(place(&view.request.gpus));
    Some(Finding::new(message).at_all([asked.map(|place| (place.clone(), wanted.clone()))]).help(help))
}
