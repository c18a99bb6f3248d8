//! The job asks for CPUs per task, and `srun` does not say how many.
//!
//! Since Slurm 22.05, `srun` does not take over `--cpus-per-task` from the job: each task counts for one CPU and may be bound
//! to it, and data loaders fight for that. Its release notes say so, and name the variable `SRUN_CPUS_PER_TASK` as the way around. Every release of
//! ParallelCluster from 3.3 on comes with such a Slurm.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! #SBATCH --cpus-per-task=12
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! #SBATCH --cpus-per-task=12
//! export SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK
//! srun hostname
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::{Command, Job};
use crate::rules::launch::{is_trivial, started};
use crate::rules::{Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "cpus-per-task-not-inherited", severity: Severity::Warning, check: Check::Job(check) };

/// Options that say how many CPUs a task has.
const SAYS: &[&str] = &["cpus-per-task", "c", "cpus-per-gpu", "cpu-bind", "ntasks-per-core", "threads"];

fn check(job: &&Job, _: &Facts<'_>) -> Option<Finding> {
    let [request] = job.requests.as_slice() else { return None };
    let asked = request.cpus_per_task.as_ref().filter(|cpus| ***cpus > 1)?;
    let sets = |name: &str| name == "SRUN_CPUS_PER_TASK";
    if job.environment.iter().any(|variable| sets(&variable.name.value)) {
        return None;
    }
    let step = job.steps.iter().find(|step| {
        step.command == Command::Srun
            && !step.may_have(SAYS)
            && !step.environment.iter().any(|variable| sets(&variable.name.value))
            && started(step).is_some_and(|program| !is_trivial(program))
    })?;
    Some(
        Finding::new(format!("`srun` does not take over `--cpus-per-task={}` of the job: its tasks may get one CPU each", **asked))
            .at(&step.place, "it says nothing about CPUs")
            .and(&asked.place, "asked for here")
            .help("write `export SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK` before it, or give `srun` the option `--cpus-per-task`"),
    )
}
