//! The script is run by something that is no shell.
//!
//! That works, but what the script runs cannot be checked, and there is no `srun` unless the script starts it: one process
//! runs on the first node, whatever the directives ask for.
//!
//! ```sbatch fires
//! #!/usr/bin/env python3
//! #SBATCH --nodes=2
//! print("hello")
//! ```
//!
//! ```sbatch quiet
//! #!/usr/bin/env bash
//! #SBATCH --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "interpreter-not-a-shell", severity: Severity::Info, check: Check::Script(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let interpreter = view.script.interpreter.as_ref().filter(|interpreter| !interpreter.is_shell())?;
    let finding = if interpreter.name.is_empty() {
        Finding::new("the first line names no program that runs the script")
    } else {
        Finding::new(format!("`{}` runs the script, and it runs on the first node only", interpreter.name))
    };
    Some(
        finding
            .at(&Place::of_text(interpreter.span), "not a shell")
            .help("write a script for bash that starts it with `srun`, one task for each process"),
    )
}
