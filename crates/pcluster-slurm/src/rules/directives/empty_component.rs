//! A component of a heterogeneous job asks for nothing.
//!
//! It is a node with one task all the same, for which the others wait. Often a line `#SBATCH hetjob` stands before the first
//! component too, while it only goes between them.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH hetjob
//! #SBATCH --nodes=1
//! #SBATCH hetjob
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=1
//! #SBATCH hetjob
//! #SBATCH --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::{Directive, Ending};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "empty-component", severity: Severity::Warning, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let directives = &view.script.directives;
    let mut findings = Vec::new();
    for component in 0..view.script.components {
        let is_empty = !view.script.options.iter().any(|option| option.component == component);
        // What asks for nothing alone is no component.
        if !is_empty || view.script.components == 1 {
            continue;
        }
        let ends = |directive: &&Directive| matches!(directive.ending, Ending::Het(_));
        let begin = directives.iter().filter(ends).find(|directive| directive.component == component.max(1));
        let Some(directive) = begin else { continue };
        findings.push(
            Finding::new(format!("component {component} of the job asks for nothing"))
                .at(
                    &Place::of_text(directive.span),
                    if component == 0 { "the first component ends here" } else { "it begins here" },
                )
                .help("take this line out: `hetjob` stands between components only"),
        );
    }
    findings
}
