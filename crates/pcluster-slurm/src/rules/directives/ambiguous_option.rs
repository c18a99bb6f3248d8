//! A directive cuts an option short so that it may be several ones.
//!
//! `sbatch` refuses the whole script. Newer releases of Slurm have more options, so that what is short enough today may not
//! be tomorrow.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --gpus-per=8
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --gpus-per-n=8
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::MistakeKind;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "ambiguous-option", severity: Severity::Error, check: Check::ScriptEach(check) };

/// More of them nobody reads.
const SHOWN: usize = 5;

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mistakes = view.script.mistakes.iter();
    let ambiguous = mistakes.filter_map(|mistake| match &mistake.kind {
        MistakeKind::Ambiguous(options) => Some((mistake, options)),
        _ => None,
    });
    let findings = ambiguous.map(|(mistake, options)| {
        let names: Vec<_> = options.iter().take(SHOWN).map(|option| format!("`--{}`", option.name)).collect();
        let more = options.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        Finding::new(format!("`{}` may be one of {} options", mistake.written, options.len()))
            .at(&mistake.place, "`sbatch` refuses the script for this")
            .help(format!("write one of them out: {}{more}", names.join(", ")))
    });
    findings.collect()
}
