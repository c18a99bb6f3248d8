//! An option of a directive has no value, or takes the next directive for it.
//!
//! `sbatch` reads all directives as one command line: the value of an option at the end of a line is the first word of the
//! next directive, whatever that is, and that option is gone.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --job-name
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2 --ntasks
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --job-name train
//! #SBATCH --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::MistakeKind;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "missing-option-value", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let missing = view.script.mistakes.iter().filter_map(|mistake| match mistake.kind {
        MistakeKind::NoValue(_) => Some(
            Finding::new(format!("`{}` has no value", mistake.written))
                .at(&mistake.place, "`sbatch` refuses the script for this")
                .help("write the value behind it"),
        ),
        _ => None,
    });
    let taken = view.script.options.iter().filter(|option| option.takes_from_next_line).map(|option| {
        let value = option.value.as_deref().unwrap_or_default();
        let finding = Finding::new(format!("the value of `{}` is on the next line", option.written))
            .at(&option.place, format!("its value is `{value}`"))
            .help("write the value behind the option, on the same line");
        match option.value_span {
            Some(span) => finding.and(&Place::of_text(span), "taken from here"),
            None => finding,
        }
    });
    missing.chain(taken).collect()
}
