//! A comment looks like a directive, but is none.
//!
//! `sbatch` wants `#SBATCH` at the very beginning of a line, in capitals. A directive that is put out of use is written
//! `##SBATCH`, of which nothing is said.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #sbatch --nodes=2
//! # SBATCH --gpus-per-node=8
//!   #SBATCH --exclusive
//! #SBTACH --time=1:00:00
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! ##SBATCH --nodes=2
//! # SBATCH options are explained in the manual
//! #SBATCH --time=1:00:00
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "directive-look-alike", severity: Severity::Warning, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let findings = view.script.look_alikes.iter().map(|comment| {
        let finding = Finding::new("this line is a comment to `sbatch`, not a directive")
            .at(&Place::of_text(comment.span), "not read")
            .help("write `#SBATCH` at the beginning of the line, or `##SBATCH` if it is out of use");
        if comment.is_spaced {
            // It may have been put out of use.
            return finding;
        }
        finding.replace("write `#SBATCH`", &Place::of_text(comment.keyword), "#SBATCH")
    });
    findings.collect()
}
