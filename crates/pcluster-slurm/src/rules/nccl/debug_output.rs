//! Output for debugging is left on.
//!
//! It comes from every rank, for every step: logs of gigabytes on shared storage, and training that waits for them.
//! `NCCL_DEBUG=INFO` is another matter: it prints some lines at the start, which say whether EFA is used.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export NCCL_DEBUG=TRACE
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export NCCL_DEBUG=INFO
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use super::known::{Verdict, is_seen, known};
use crate::rules::{Check, Facts, Finding, RuleDef, VariableView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "debug-output", severity: Severity::Info, check: Check::Variable(check) };

fn check(view: &VariableView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let known = known(view, Verdict::Debug).filter(|_| is_seen(view) && !view.variable.conditional)?;
    let name = &view.variable.name;
    Some(
        Finding::new(format!("`{}` is left on for debugging", name.value))
            .at(&name.place, known.why.as_str())
            .help("leave it out once the job runs"),
    )
}
