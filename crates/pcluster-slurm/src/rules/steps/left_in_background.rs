//! The script ends while a program that it started in the background still runs.
//!
//! When the script ends, the job does, and Slurm ends what it started. `wait` at the end of the script waits for all of
//! it.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --nodes=1 --ntasks=1 python serve.py &
//! srun --nodes=1 --ntasks=1 python train.py &
//! echo started
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --nodes=1 --ntasks=1 --overlap nvidia-smi dmon > gpus.log &
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --nodes=1 --ntasks=1 python serve.py &
//! srun --nodes=1 --ntasks=1 python train.py &
//! wait
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Command, Job};
use crate::rules::{Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "left-in-background", severity: Severity::Error, check: Check::Job(check) };

/// What takes no time, so that the script ends soon after it.
const SOON: &[&str] =
    &["echo", "printf", "date", "set", "cd", "exit", "true", ":", "export", "umask", "trap"];

#[expect(clippy::trivially_copy_pass_by_ref, reason = "subjects are given by reference")]
fn check(job: &&Job, _: &Facts<'_>) -> Option<Finding> {
    let mut own =
        job.steps.iter().enumerate().rev().filter(|(_, step)| step.parent.is_none() && !step.substitution);
    let (_, step) = own.find(|(_, step)| step.background || !SOON.contains(&step.program()))?;
    (step.background && step.command == Command::Srun).then(|| {
        Finding::new("the script ends while this runs, and Slurm ends it with the script")
            .at(&step.place, "the `&` behind it sends it to the background")
            .help("write `wait` at the end of the script")
    })
}
