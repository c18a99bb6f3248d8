//! A directive has an option that counts on the command line of `sbatch` only.
//!
//! `--help`, `--quiet`, `--usage`, `--verbose`, `--version` and `--wrap` are looked for before the script is read.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2 --verbose
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "option-of-command-line", severity: Severity::Warning, check: Check::ScriptEach(check) };

/// What `sbatch` reads in its first pass.
const EARLY: &[&str] = &["help", "quiet", "usage", "verbose", "version", "wrap"];

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let options = view.script.options.iter().filter(|option| EARLY.contains(&option.def.name));
    let findings = options.map(|option| {
        Finding::new(format!("`--{}` does nothing in a script", option.def.name))
            .at(&option.place, "only the command line of `sbatch` has it")
            .help("leave it out, and give it to `sbatch` itself")
    });
    findings.collect()
}
