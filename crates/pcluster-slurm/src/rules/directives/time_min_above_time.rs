//! `--time-min` is more than `--time`.
//!
//! Slurm refuses it: `--time-min` is how short it may make the job, `--time` how long it may be.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --time=1:00:00 --time-min=2:00:00
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --time=2:00:00 --time-min=1:00:00
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "time-min-above-time", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (time, least) = (view.request.time.as_ref()?, view.request.time_min.as_ref()?);
    (least.value > time.value).then(|| {
        Finding::new("the least time of the job is more than its time limit")
            .at(&least.place, "at least so long")
            .and(&time.place, "at most so long")
            .help("exchange the two, or leave `--time-min` out")
    })
}
