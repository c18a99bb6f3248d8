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

use crate::fit::Contradiction;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "time-min-above-time", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (time, least) = (view.request.time.as_ref()?, view.request.time_min.as_ref()?);
    Contradiction::all(view.request).contains(&Contradiction::TimeMin).then(|| {
        Finding::new("`--time-min` is longer than `--time`")
            .at(&least.place, "may be cut down to this")
            .and(&time.place, "may be cut down from this")
            .help("exchange the two, or leave `--time-min` out")
    })
}
