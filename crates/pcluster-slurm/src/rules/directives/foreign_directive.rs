//! A line for another scheduler stands in the script, and `sbatch` obeys it.
//!
//! `sbatch` reads `#PBS` and `#BSUB` as well, after the first command too, and what they say overrides `#SBATCH`.
//! With `--ignore-pbs` it does not.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #PBS -l nodes=8
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! ##PBS -l nodes=8
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #PBS -l nodes=8
//! #SBATCH --nodes=2 --ignore-pbs
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "foreign-directive", severity: Severity::Warning, check: Check::Script(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Option<Finding> {
    if view.script.options.iter().any(|option| option.def.name == "ignore-pbs") {
        return None;
    }
    let line = view.script.foreign.first()?;
    Some(
        Finding::new("`sbatch` obeys lines for PBS and LSF too, over `#SBATCH`")
            .at(&Place::of_text(line.span), "this line counts")
            .help("take such lines out, or add `#SBATCH --ignore-pbs`"),
    )
}
