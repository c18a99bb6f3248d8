//! Lines of the script end as in DOS, with a carriage return.
//!
//! `sbatch` refuses the script. Editors and git (`core.autocrlf`) on Windows write such files.
//!
//! ```sbatch fires
//! #!/bin/bash\r
//! #SBATCH --nodes=2\r
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "dos-line-ends", severity: Severity::Error, check: Check::Script(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let first = *view.script.carriage_returns.first()?;
    Some(
        Finding::new("the lines of the script end with CR LF, so that `sbatch` refuses it")
            .at(&Place::of_text(first), "a carriage return")
            .help("run `dos2unix` on the file, or have the editor save it with LF")
            .edits("take the carriage returns out", &view.script.carriage_returns, ""),
    )
}
