//! More threads of a core than Slurm knows of.
//!
//! ParallelCluster tells Slurm how many CPUs a node has and nothing about cores, so that each CPU counts as a core with one
//! thread. `sbatch` refuses every job that asks for two, on any instance type.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --threads-per-core=2
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --threads-per-core=1
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "threads-of-a-core", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::ThreadsPerCore)?;
    let asked = view.request.threads_per_core.as_ref()?;
    Some(
        Finding::new(format!(
            "{} threads of a core are wanted, but for Slurm a core has {}",
            misfit.wanted, misfit.have
        ))
        .at(&asked.place, "no node has such cores")
        .help("leave it out: with simultaneous multithreading on, every thread is a CPU of its own"),
    )
}
