//! A variable is set that is of no use on EC2, or not any more.
//!
//! Such lines are copied from script to script. They hide the few that matter, and what they once worked around comes back
//! when they are taken for the cure. AWS's own documentation of the plugin for NCCL (`efa-env-var.md`) says which are needed
//! with which version: with Libfabric 1.18 and the plugin 1.7 or later, none.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! export FI_EFA_FORK_SAFE=1
//! export NCCL_IB_DISABLE=1
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! export FI_EFA_USE_HUGE_PAGE=0
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use super::known::{Verdict, is_seen, known};
use crate::rules::{Check, Facts, Finding, RuleDef, VariableView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "variable-without-effect", severity: Severity::Info, check: Check::Variable(check) };

fn check(view: &VariableView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let known = known(view, Verdict::NoEffect).filter(|_| is_seen(view))?;
    let name = &view.variable.name;
    Some(
        Finding::new(format!("`{}` is of no use here", name.value))
            .at(&name.place, known.why.as_str())
            .help("leave it out"),
    )
}
