//! An index of an array beyond what Slurm takes.
//!
//! The indexes of an array are below `MaxArraySize`: 1001 where the cluster's `CustomSlurmSettings` do not set it, so that 1000
//! is the greatest. `sbatch` refuses greater ones.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --array=0-1999%50
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --array=1-1000%50
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "array-too-large", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::Array)?;
    let array = view.request.array.as_ref()?;
    Some(
        Finding::new(format!("the array goes up to index {}, but {} is the greatest", misfit.wanted, misfit.have))
            .at(&array.place, format!("index {}", misfit.wanted))
            .help(format!(
                "give each task more to do, or add `- MaxArraySize: {}` to `CustomSlurmSettings` of `SlurmSettings`",
                misfit.wanted.saturating_add(1)
            )),
    )
}
