//! A directive has a variable in it, which nothing expands.
//!
//! Directives are comments to the shell, and `sbatch` knows no variables: `--output=$HOME/x` is a directory called `$HOME`.
//! Slurm has patterns of its own for files: `%j` (job), `%x` (name), `%u` (user), `%A` and `%a` (array).
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --output=$HOME/logs/%j.out
//! #SBATCH --job-name=${USER}-train
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --output=/fsx/logs/%u/%j.out
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::ScriptOption;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "variable-in-directive", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let options = view.script.options.iter().filter_map(|option| Some((option, variable(option)?)));
    let findings = options.map(|(option, variable)| {
        let help = match option.def.canonical() {
            "output" | "error" | "input" => "write the path out; `%u`, `%j`, `%x`, `%A` and `%a` stand for user, job, name, array and task",
            _ => "write the value out, or give the option to `sbatch` on its command line, where the shell expands it",
        };
        Finding::new(format!("`{variable}` is not expanded in a directive"))
            .at(&option.place, "taken as it is written")
            .help(help)
    });
    findings.collect()
}

/// The first variable in the value of an option. Where it makes the value one that the option does not take, that is said.
fn variable(option: &ScriptOption) -> Option<&str> {
    let value = option.value.as_deref().filter(|_| option.takes_instead.is_none())?;
    // What it sets may well hold a dollar.
    if matches!(option.def.name, "export" | "comment" | "wrap") {
        return None;
    }
    let (_, behind) = value.split_once('$')?;
    let start = value.len() - behind.len() - 1;
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '{' | '}');
    let end = behind.find(|character| !is_part(character)).unwrap_or(behind.len());
    (end > 0).then(|| value.get(start..start + 1 + end)).flatten()
}
