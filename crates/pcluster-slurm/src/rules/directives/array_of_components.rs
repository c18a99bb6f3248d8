//! A heterogeneous job is an array.
//!
//! Slurm refuses it. `--array` of one component is enough.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=1 --array=0-3
//! #SBATCH hetjob
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2 --array=0-3
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "array-of-components", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let array = view.request.array.as_ref().filter(|_| view.job.requests.len() > 1)?;
    Some(
        Finding::new("a heterogeneous job cannot be an array")
            .at(&array.place, "Slurm refuses this")
            .help("submit one job for each task, or leave `--array` out"),
    )
}
