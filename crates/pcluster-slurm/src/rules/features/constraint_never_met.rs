//! Too few nodes have the features that are asked for.
//!
//! Every node of the job has to have what `--constraint` says; operators hold from left to right, and in brackets all nodes have
//! to have the same one. `sbatch` refuses a job for which the partition has too few such nodes.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
//! #SBATCH --constraint=static
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --constraint=g5
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=1
//! #SBATCH --constraint=static
//! #SBATCH --gpus-per-node=8
//! #SBATCH --exclusive
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "constraint-never-met", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::Constraint)?;
    let constraint = view.request.constraint.as_ref()?;
    let partition = view.partition_of(misfit);
    let text = &constraint.value;
    let (message, help) = if misfit.have == 0 {
        (
            format!("no node of {partition} has features `{text}`"),
            "nodes have `static` or `dynamic`, their instance type and compute resource, `efa` and `gpu`",
        )
    } else {
        let wanted = amount(misfit.wanted, "node");
        (
            format!("{wanted} with features `{text}` are wanted, but {partition} has {}", misfit.have),
            "ask for fewer nodes, or leave features out",
        )
    };
    let label = match misfit.have {
        0 => "no such nodes".to_owned(),
        have => amount(have, "node"),
    };
    let nodes = place(&view.request.nodes).filter(|_| misfit.have > 0);
    let nodes = nodes.map(|place| (place.clone(), amount(misfit.wanted, "node")));
    Some(Finding::new(message).at_all([Some((constraint.place.clone(), label)), nodes]).help(help))
}
