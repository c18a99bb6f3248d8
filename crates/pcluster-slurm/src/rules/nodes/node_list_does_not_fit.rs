//! Nodes are named that cannot all take part.
//!
//! With `--nodelist` Slurm gives a job all of the nodes named. `sbatch` refuses it where one of them is left out by
//! `--exclude`, or does not hold its share of the job.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodelist=gpu-st-p5-[1-2]
//! #SBATCH --exclude=gpu-st-p5-2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodelist=small-dy-g5-1
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=4
//! #SBATCH --nodelist=gpu-st-p5-[1-2]
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount};

pub(crate) const RULE: RuleDef = RuleDef { id: "node-list-does-not-fit", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::NodeList)?;
    let list = view.request.nodelist.as_ref()?;
    let named = amount(misfit.wanted, "node");
    let message = match misfit.have {
        0 => "none of the nodes that are named holds its share of the job".to_owned(),
        have => format!("of the {named} that are named, {have} hold their share of the job"),
    };
    Some(Finding::new(message).at(&list.place, format!("{named} by name")).help(
        "ask for less of each node, or let Slurm choose with `--constraint`",
    ))
}
