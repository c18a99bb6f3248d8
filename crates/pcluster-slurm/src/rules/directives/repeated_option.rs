//! An option stands in the directives twice with different values; the later one wins.
//!
//! Often the second one was added further down, or is another name of the same option (`-N` and `--nodes`).
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --time=1:00:00
//! #SBATCH -N 4
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH hetjob
//! #SBATCH --nodes=4
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use std::collections::HashMap;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::ScriptOption;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "repeated-option", severity: Severity::Warning, check: Check::ScriptEach(check) };

/// Options that add up.
const ADD_UP: &[&str] = &["container-mounts", "container-env", "mail-type", "verbose", "quiet"];

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mut last: HashMap<(usize, &str), &ScriptOption> = HashMap::new();
    let mut findings = Vec::new();
    for option in &view.script.options {
        let name = option.def.canonical();
        let Some(earlier) = last.insert((option.component, name), option) else { continue };
        if earlier.value == option.value || ADD_UP.contains(&name) {
            continue;
        }
        findings.push(
            Finding::new(format!("`--{name}` is given twice, with different values"))
                .at(&option.place, "this one counts")
                .and(&earlier.place, "overridden below")
                .help("leave one of them out"),
        );
    }
    findings
}
