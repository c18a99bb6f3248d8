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

use crate::job::Job;
use crate::rules::{Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "array-of-components", severity: Severity::Error, check: Check::Job(check) };

fn check(job: &&Job, _: &Facts<'_>) -> Option<Finding> {
    if job.requests.len() < 2 {
        return None;
    }
    let array = job.requests.iter().find_map(|request| request.array.as_ref())?;
    Some(
        Finding::new("a heterogeneous job cannot be an array")
            .at(&array.place, "Slurm refuses this")
            .help("submit one job for each task, or leave `--array` out"),
    )
}
