//! Options of a directive are not read, because of what stands before them.
//!
//! `sbatch` reads a line no further than to `hetjob` (or `packjob`), or to a pair of quotes with nothing in it. It says
//! nothing about that.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=1 --ntasks=1
//! #SBATCH hetjob --nodes=2 --gpus-per-node=8
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=1 --ntasks=1
//! #SBATCH hetjob
//! #SBATCH --nodes=2 --gpus-per-node=8
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::Ending;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unread-options", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let unread =
        view.script.directives.iter().filter(|directive| directive.unread.start < directive.unread.end);
    let findings = unread.filter_map(|directive| {
        let (before, help) = match directive.ending {
            Ending::Het(span) => {
                (span, "give `#SBATCH hetjob` a line of its own, and the options the next one")
            }
            Ending::Empty(span) => (span, "leave the empty quotes out"),
            _ => return None,
        };
        Some(
            Finding::new("`sbatch` does not read the rest of this line")
                .at(&Place::of_text(directive.unread), "not read")
                .and(&Place::of_text(before), "it stops here")
                .help(help),
        )
    });
    findings.collect()
}
