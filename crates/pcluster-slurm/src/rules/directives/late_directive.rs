//! A directive stands after the first command, where `sbatch` ignores it.
//!
//! `sbatch` stops reading at the first line that is neither blank nor a comment, be it `set -e`. The job then runs with
//! defaults, silently: one node, one task, no GPU.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! set -euo pipefail
//! #SBATCH --gpus-per-node=8
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! set -euo pipefail
//! cat > next.sbatch <<EOF
//! #!/bin/bash
//! #SBATCH --nodes=4
//! EOF
//! sbatch next.sbatch
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "late-directive", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let Some(command) = view.script.first_command else { return Vec::new() };
    let findings = view.script.late.iter().map(|late| {
        Finding::new("`sbatch` ignores a directive after the first command")
            .at(&Place::of_text(late.span), "not read")
            .and(&Place::of_text(command), "the first command")
            .help("move it above the first command, or make it a comment with `##`")
    });
    findings.collect()
}
