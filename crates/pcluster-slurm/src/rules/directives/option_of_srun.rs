//! A directive has an option that only `srun` knows.
//!
//! `sbatch` refuses the whole script. What concerns the tasks stands on the `srun` that starts them.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2 --mpi=pmix
//! srun ./all_reduce_perf
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --mpi=pmix ./all_reduce_perf
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::MistakeKind;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "option-of-srun", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mistakes = view.script.mistakes.iter();
    let of_srun = mistakes.filter_map(|mistake| match mistake.kind {
        MistakeKind::OfSrun(def) => Some((mistake, def)),
        _ => None,
    });
    let findings = of_srun.map(|(mistake, def)| {
        Finding::new(format!("`{}` is an option of `srun`, not of `sbatch`", mistake.written))
            .at(&mistake.place, "`sbatch` refuses the script for this")
            .help(format!("write `--{}` behind the `srun` that starts the tasks", def.name))
    });
    findings.collect()
}
