//! Too few nodes hold what is asked of each of them.
//!
//! The compute resources of a queue differ, and each of the job's nodes has to have everything that is asked of a node: CPUs,
//! GPUs, memory. `sbatch` refuses a job for which too few nodes of the partition do.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=3
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --exclusive
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-few-matching-nodes", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::Holders | What::Together))?;
    let partition = view.partition_of(misfit);
    let wanted = amount(misfit.wanted, "node");
    let (message, help) = match misfit.have {
        0 => (
            format!("no node of {partition} has everything that is asked of a node"),
            "some nodes have one part of it, some another; ask for less, or make a compute resource that has it all",
        ),
        1 => (
            format!("{wanted} are wanted, but in {partition} a single one holds what is asked of each"),
            "ask for fewer nodes, for less of each, or raise `MaxCount` of the compute resource with the larger nodes",
        ),
        have => (
            format!("{wanted} are wanted, but in {partition} only {have} hold what is asked of each"),
            "ask for fewer nodes, for less of each, or raise `MaxCount` of the compute resource with the larger nodes",
        ),
    };
    let asked = place(&view.request.nodes).or(place(&view.request.gpus));
    Some(Finding::new(message).at_all([asked.map(|place| (place.clone(), wanted.clone()))]).help(help))
}
