//! A directive has an open quote, or a word that begins with a colon.
//!
//! `sbatch` refuses the whole script. Its quotes are nearly those of a shell, but end with the line.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --comment="first try
//! srun hostname
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=1 : --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --comment="first try"
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=1
//! #SBATCH hetjob
//! #SBATCH --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::MistakeKind;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unreadable-directive", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let findings = view.script.mistakes.iter().filter_map(|mistake| match mistake.kind {
        MistakeKind::Quote => Some(
            Finding::new("a quote in a directive is not closed")
                .at(&mistake.place, "it begins here")
                .help("close it on the same line, or write `\\` before it if it is meant itself"),
        ),
        MistakeKind::Colon => Some(
            Finding::new("a word of a directive begins with a colon")
                .at(&mistake.place, "`sbatch` refuses the script for this")
                .help("components are separated with a line `#SBATCH hetjob`; a value that begins with a colon goes behind `=`"),
        ),
        _ => None,
    });
    findings.collect()
}
