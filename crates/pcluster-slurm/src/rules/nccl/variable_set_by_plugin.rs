//! A variable is set that the plugin of AWS sets for the instance type.
//!
//! The plugin knows what suits the network of each instance type, and sets it where nobody else does
//! (`platform-aws.cpp` of aws-ofi-nccl). A value in the script wins, and remains when the cluster gets other instances or a
//! newer plugin.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! export NCCL_BUFFSIZE=8388608
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
//! export NCCL_BUFFSIZE=8388608
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use super::known::{Verdict, is_seen, known};
use crate::rules::{Check, Facts, Finding, RuleDef, VariableView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "variable-set-by-plugin", severity: Severity::Info, check: Check::Variable(check) };

fn check(view: &VariableView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let known = known(view, Verdict::SetByPlugin).filter(|_| is_seen(view))?;
    let name = &view.variable.name;
    Some(
        Finding::new(format!("`{}` is better left to the plugin of AWS for NCCL", name.value))
            .at(&name.place, known.why.as_str())
            .help("leave it out"),
    )
}
