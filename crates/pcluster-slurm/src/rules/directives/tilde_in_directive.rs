//! A path in a directive begins with `~`, which nothing expands.
//!
//! The shell does not see directives; `sbatch` takes `~` for the name of a directory in the working directory.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --output=~/logs/%j.out
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --output=/home/trainer/logs/%j.out
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "tilde-in-directive", severity: Severity::Error, check: Check::ScriptEach(check) };

/// Options that take a path.
const PATHS: &[&str] = &[
    "output",
    "error",
    "input",
    "chdir",
    "container-image",
    "container-mounts",
    "container-workdir",
    "container-save",
];

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let options = view.script.options.iter().filter(|option| PATHS.contains(&option.def.canonical()));
    let with_tilde =
        options.filter(|option| option.value.as_deref().is_some_and(|value| value.starts_with('~')));
    let findings = with_tilde.map(|option| {
        Finding::new("`~` is not expanded in a directive")
            .at(&option.place, "a directory called `~`")
            .help("write the path out, such as `/home/NAME`")
    });
    findings.collect()
}
