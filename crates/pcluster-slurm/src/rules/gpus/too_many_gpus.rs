//! More GPUs than the nodes that the job may have.
//!
//! `--gpus` counts the GPUs of the whole job. `sbatch` refuses more than the nodes of the partition have, or those of `--nodes`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus=32
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=4
//! #SBATCH --gpus=32
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-many-gpus", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::Gpus(_)))?;
    let partition = view.partition_of(misfit);
    let wanted = amount(misfit.wanted, "GPU");
    let verb = if misfit.wanted == 1 { "is" } else { "are" };
    let request = view.request;
    let asked = place(&request.gpus).or(place(&request.ntasks_per_gpu));
    let nodes = request.nodes.as_ref().map(|nodes| {
        (nodes.place.clone(), format!("at most {}", amount(nodes.max.unwrap_or(nodes.min), "node")))
    });
    let (message, help) = if misfit.have == 0 {
        (
            format!("{wanted} {verb} wanted, but {partition} has none"),
            "use a partition with GPUs, or ask for none",
        )
    } else {
        (
            format!(
                "{wanted} {verb} wanted, but the nodes that the job may have in {partition} have {}",
                misfit.have
            ),
            "ask for fewer GPUs, or for more nodes",
        )
    };
    Some(Finding::new(message).at_all([asked.map(|place| (place.clone(), wanted.clone())), nodes]).help(help))
}
