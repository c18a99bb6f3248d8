//! `--gres` and `--gpus-per-node` ask for different numbers of GPUs a node.
//!
//! Slurm takes both, and gives one of the two numbers: which one differs between releases. One of them is meant.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2 --gpus-per-node=4
//! #SBATCH --gres=gpu:8
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2 --gpus-per-node=8
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "gres-and-gpus-differ", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (gres, gpus) = (view.request.gres.as_ref()?, view.request.gpus_per_node.as_ref()?);
    let of_gres: Vec<u64> = gres.iter().filter(|item| item.name == "gpu").map(|item| item.count).collect();
    let of_gres: u64 = of_gres.iter().copied().reduce(u64::saturating_add)?;
    let of_gpus = gpus.total();
    (of_gres != of_gpus).then(|| {
        Finding::new(format!("{of_gres} GPUs a node are asked for in one place and {of_gpus} in another"))
            .at(&gres.place, format!("{of_gres} GPUs a node"))
            .and(&gpus.place, format!("{of_gpus} GPUs a node"))
            .help("leave one of them out")
    })
}
