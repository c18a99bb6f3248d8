//! A job says nothing about how long it runs.
//!
//! Partitions of ParallelCluster have no limit of their own, so that a job that hangs keeps its GPUs, and the bill, until
//! somebody looks. With `--time`, Slurm ends it, and can fit shorter jobs in before larger ones (backfill).
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --time=1-00:00:00
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Source;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "no-time-limit", severity: Severity::Info, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    // A limit of the first component holds for all of a heterogeneous job.
    let has_limit = view.index > 0
        || view.request.time.is_some()
        || was_tried(view)
        || view.partitions.iter().any(|partition| {
            partition.setting("DefaultTime").or_else(|| partition.setting("MaxTime")).is_some()
        });
    (!has_limit).then(|| {
        let words = match view.partitions.as_slice() {
            [] => "the job has no time limit of its own",
            _ => "the job may run for ever: it has no time limit, and its partition has none",
        };
        Finding::new(words).help(match view.job.source {
            Source::Script => "add `--time`, such as `--time=1-00:00:00` for a day",
            Source::Yaml => "add `time`, such as `time: 1-00:00:00` for a day",
        })
    })
}

/// Whether a limit is written that cannot be read, which is said already.
fn was_tried(view: &RequestView<'_>) -> bool {
    let script = view.job.script.as_ref();
    script.is_some_and(|script| script.options.iter().any(|option| option.def.name == "time"))
}
