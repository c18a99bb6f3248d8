//! The job asks for whole nodes and for shared ones.
//!
//! `--exclusive` and `--oversubscribe` set the same thing; the later one wins.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --exclusive
//! #SBATCH --nodes=2 --oversubscribe
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --exclusive --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "exclusive-and-oversubscribe", severity: Severity::Warning, check: Check::Script(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Option<Finding> {
    for component in 0..view.script.components {
        let options = view.script.options.iter().filter(|option| option.component == component);
        let sharing: Vec<_> =
            options.filter(|option| matches!(option.def.name, "exclusive" | "oversubscribe")).collect();
        let [.., last] = sharing.as_slice() else { continue };
        if let Some(other) = sharing.iter().rev().find(|option| option.def.name != last.def.name) {
            return Some(
                Finding::new("`--exclusive` and `--oversubscribe` exclude each other")
                    .at(&last.place, "this one counts")
                    .and(&other.place, "not this one")
                    .help("leave one of them out"),
            );
        }
    }
    None
}
