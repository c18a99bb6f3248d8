//! The script goes on when a command fails.
//!
//! Without `set -e` a job that could not change its directory or load its environment trains with the wrong one, and the job
//! ends as COMPLETED if only its last command does well.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! source /fsx/venv/bin/activate
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! set -euo pipefail
//! source /fsx/venv/bin/activate
//! srun python train.py
//! ```

use std::collections::HashSet;

use pcluster_config::diagnostic::Severity;

use crate::job::{Place, Step};
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "no-errexit", severity: Severity::Info, check: Check::Script(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let script = view.script;
    let is_shell = script.interpreter.as_ref().is_some_and(crate::script::Interpreter::is_shell);
    // Of a single command the exit code is that of the script.
    let several = commands(view).nth(1).is_some();
    let command = script.first_command.filter(|_| is_shell && several && !script.ends_on_error)?;
    Some(
        Finding::new("the script goes on when one of its commands fails")
            .at(&Place::of_text(command), "the first command")
            .help("write `set -euo pipefail` before it"),
    )
}

/// The commands of the script itself, without what `srun` starts in turn.
fn commands<'v>(view: &'v ScriptView<'_>) -> impl Iterator<Item = &'v Step> {
    let inner = view.job.steps.iter().flat_map(|step| &step.inner).filter_map(|word| word.place.span);
    let inner: HashSet<usize> = inner.map(|span| span.start).collect();
    let starts = move |step: &&Step| step.place.span.is_none_or(|span| !inner.contains(&span.start));
    view.job.steps.iter().filter(starts)
}
