//! More nodes than any one compute resource has.
//!
//! Slurm then takes nodes of several compute resources of the queue. Their instance types may differ in GPUs, memory and network,
//! and each compute resource has a placement group of its own, so that NCCL is as slow as the slowest of the paths between them.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=6
//! #SBATCH --gpus-per-node=4
//! #SBATCH --exclusive
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=4
//! #SBATCH --gpus-per-node=4
//! #SBATCH --constraint=g5
//! #SBATCH --exclusive
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "nodes-of-several-resources", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let several = view.fits.iter().all(|fit| fit.nodes > fit.largest_resource && fit.resources.len() > 1);
    let fit = view.fits.first().filter(|_| several)?;
    let (nodes, largest) = (amount(fit.nodes, "node"), fit.largest_resource);
    let asked = place(&view.request.nodes).or(place(&view.request.gpus)).or(place(&view.request.ntasks));
    Some(
        Finding::new(format!(
            "the job takes {nodes} of partition `{}`, of which no compute resource has more than {largest}",
            fit.partition
        ))
        .at_all([asked.map(|place| (place.clone(), nodes.clone()))])
        .help(format!(
            "nodes of `{}` are put together; to have them of one kind, raise `MaxCount` of one of these and add \
             `--constraint` with its name",
            fit.resources.join("`, `")
        )),
    )
}
