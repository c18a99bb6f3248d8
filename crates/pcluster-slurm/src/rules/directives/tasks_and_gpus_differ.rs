//! `--gpus` divided by `--gpus-per-task` is not `--ntasks`.
//!
//! Slurm works the number of tasks out of the two, and refuses the job if `--ntasks` is another one.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --ntasks=8 --gpus=4 --gpus-per-task=1
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --ntasks=4 --gpus=4 --gpus-per-task=1
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "tasks-and-gpus-differ", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let (gpus, per_task, ntasks) =
        (request.gpus.as_ref()?, request.gpus_per_task.as_ref()?, request.ntasks.as_ref()?);
    let tasks = gpus.total().checked_div(per_task.total()).filter(|tasks| *tasks != ntasks.value)?;
    Some(
        Finding::new(format!(
            "{} GPUs with {} for each task make {tasks} tasks, not {}",
            gpus.total(),
            per_task.total(),
            ntasks.value
        ))
        .at(&ntasks.place, format!("{} tasks", ntasks.value))
        .and(&gpus.place, format!("{} GPUs", gpus.total()))
        .help("leave `--ntasks` or `--gpus` out: each follows from the other"),
    )
}
