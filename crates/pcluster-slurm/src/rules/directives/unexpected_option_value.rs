//! An option of a directive has a value although it takes none.
//!
//! `sbatch` refuses the whole script.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --requeue=yes
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --requeue
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::MistakeKind;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unexpected-option-value", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mistakes = view.script.mistakes.iter();
    let findings = mistakes.filter(|mistake| matches!(mistake.kind, MistakeKind::Value(_))).map(|mistake| {
        Finding::new(format!("`{}` takes no value", mistake.written))
            .at(&mistake.place, "`sbatch` refuses the script for this")
            .help(format!("write `{}` alone", mistake.written))
    });
    findings.collect()
}
