//! A word in a directive is neither an option nor the value of one.
//!
//! `sbatch` refuses the whole script ("Invalid directive found in batch script"). Values with blanks need quotes, and options
//! whose value may be left out take one behind `=` only.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --job-name=llama 70b
//! srun hostname
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --exclusive user
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --job-name="llama 70b" --exclusive=user
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};
use crate::script::MistakeKind;

pub(crate) const RULE: RuleDef =
    RuleDef { id: "stray-word", severity: Severity::Error, check: Check::ScriptEach(check) };

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mistakes = view.script.mistakes.iter();
    let stray = mistakes.filter_map(|mistake| match &mistake.kind {
        MistakeKind::Stray { after } => Some((mistake, after)),
        _ => None,
    });
    let findings = stray.map(|(mistake, after)| {
        let word = mistake.written.as_str();
        let finding = Finding::new(format!("`{word}` is neither an option nor the value of one")).at(
            &Place { path: pcluster_config::location::Path::root(), ..mistake.place.clone() },
            "`sbatch` refuses the script for this",
        );
        match (after, word) {
            (Some(option), _) => finding.help(format!(
                "`--{}` takes a value only behind a `=`: `--{}={word}`",
                option.name, option.name
            )),
            (None, "--") => finding.help("leave it out: nothing may follow it"),
            (None, _) => finding.help("quote values with blanks in them, and begin options with `-`"),
        }
    });
    findings.collect()
}
