//! A directive, or an item of `extra-options`, has an option that `sbatch` does not know.
//!
//! `sbatch` refuses the whole script. Names may be cut short as long as they are the beginning of one option only.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --ntask-per-node=8
//! #SBATCH --time=1:00:00
//! srun hostname
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH -z
//! srun hostname
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --power=level
//! srun hostname
//! ```
//!
//! ```job fires
//! name: train
//! partition: cpu
//! time: "1:00:00"
//! extra-options: [--swiches=1]
//! run: { command: { program: ./train } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --ntasks-per-n=8
//! #SBATCH --time=1:00:00
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use pcluster_config::suggest::nearest;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::MistakeKind;
use crate::script::options::{SlurmVersion, Tool, names};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unknown-option", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mistakes = view.script.mistakes.iter();
    let findings = mistakes.filter_map(|mistake| {
        let until = match mistake.kind {
            MistakeKind::Unknown => None,
            MistakeKind::OfOtherReleases(def) => def.until,
            _ => return None,
        };
        let finding = Finding::new(format!("`sbatch` has no option `{}`", mistake.written))
            .at(&mistake.place, "`sbatch` refuses the script for this");
        if let Some(until) = until {
            return Some(
                finding.help(format!("leave it out: Slurm {until} was the last release that had it")),
            );
        }
        let meant = mistake.written.strip_prefix("--").and_then(meant);
        Some(match meant {
            Some(name) => finding.help(format!("did you mean `--{name}`?")).replace(
                format!("write `--{name}`"),
                &mistake.place,
                format!("--{name}"),
            ),
            None => finding.help("`man sbatch` lists the options"),
        })
    });
    findings.collect()
}

fn meant(name: &str) -> Option<&'static str> {
    nearest(name, names(Tool::Sbatch, SlurmVersion::NEWEST))
}
