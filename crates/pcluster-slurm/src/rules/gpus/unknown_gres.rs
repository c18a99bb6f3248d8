//! A generic resource that no node has.
//!
//! ParallelCluster tells Slurm about one kind of generic resources, `gpu` (`GresTypes`), and lets nobody change that. Network
//! interfaces for EFA and local disks are no resources that Slurm gives out: a job on the node has them.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gres=gpu:8,efa:32
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gres=gpu:8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unknown-gres", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::Gres(_)))?;
    let What::Gres(name) = &misfit.what else { return None };
    let found = Finding::new(format!("no node has a generic resource `{name}`"));
    let found = found.at_all([
        place(&view.request.gres).map(|place| (place.clone(), "Slurm knows `gpu` alone".to_owned()))
    ]);
    Some(if name.eq_ignore_ascii_case("gpu") {
        found.help("write `gpu` in small letters")
    } else if name.eq_ignore_ascii_case("efa") {
        found.help("leave it out: a job has all EFA interfaces of its nodes")
    } else {
        found.help("leave it out")
    })
}
