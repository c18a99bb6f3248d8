//! An option of `sbatch` has a value that it does not take.
//!
//! `sbatch`, or the controller behind it, refuses the job. Values that only a larger counter than Slurm's could hold are
//! refused here too, where Slurm goes on with another number.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --time=2h
//! #SBATCH --mem=1.5T
//! #SBATCH --nodes=4-2
//! srun hostname
//! ```
//!
//! ```job fires
//! name: train
//! partition: cpu
//! time: "1:00:00"
//! extra-options: [--mem-per-cpu=lots]
//! run: { command: { program: ./train } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --time=2:00:00
//! #SBATCH --mem=1536G
//! #SBATCH --nodes=2-4
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "bad-option-value", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let options = view.script.options.iter();
    let bad = options.filter_map(|option| Some((option, option.takes_instead?)));
    // What came from the next line is told there.
    let findings = bad.filter(|(option, _)| !option.takes_from_next_line).map(|(option, takes)| {
        let value = option.value.as_deref().unwrap_or_default();
        let (value, name) = (shown(value), option.def.canonical());
        let message = if value.is_empty() {
            format!("`--{name}` has an empty value")
        } else {
            format!("`{value}` is no value of `--{name}`")
        };
        let label = if value.contains('$') { "variables are not expanded here" } else { "" };
        Finding::new(message).at(&option.place, label).help(format!("it takes {takes}"))
    });
    findings.collect()
}

/// Of a long value its beginning.
fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}
