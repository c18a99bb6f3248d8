//! A directive is written in a way of old.
//!
//! `#SLURM` and `packjob` are from releases before 2.0 and before 20.02. `sbatch` still reads them, with a complaint.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SLURM --nodes=2
//! #SBATCH packjob
//! #SBATCH --nodes=1
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH hetjob
//! #SBATCH --nodes=1
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::Ending;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "old-directive", severity: Severity::Warning, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for directive in &view.script.directives {
        let mut say = |place, old: &str, new: &str| {
            findings.push(
                Finding::new(format!("`{old}` is called `{new}` now"))
                    .at(&place, "`sbatch` complains about this")
                    .replace(format!("write `{new}`"), &place, new),
            );
        };
        if directive.keyword.end - directive.keyword.start == "#SLURM".len() {
            say(Place::of_text(directive.keyword), "#SLURM", "#SBATCH");
        }
        if let Ending::Het(span) = directive.ending
            && span.end - span.start == "packjob".len()
        {
            say(Place::of_text(span), "packjob", "hetjob");
        }
    }
    findings
}
