//! A network interface is named that EC2 does not have, or the loopback interface is not left out.
//!
//! `NCCL_SOCKET_IFNAME` and its like name interfaces by their beginning; `^` in front leaves those out. Nodes of EC2 have no
//! `ib0`, `bond0` or `hsn0`. Where only some are left out, `lo` is among the rest and comes first: the ranks then look for
//! each other on their own node. `^lo,docker` (or nothing) is right on every instance type.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export NCCL_SOCKET_IFNAME=ib0
//! srun python train.py
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export NCCL_SOCKET_IFNAME=^docker0
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export NCCL_SOCKET_IFNAME=^docker0,lo
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use super::known::is_seen;
use crate::rules::launch::has_several_nodes;
use crate::rules::{Check, Facts, Finding, RuleDef, VariableView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "socket-interface", severity: Severity::Warning, check: Check::Variable(check) };

/// Beginnings of names that interfaces have elsewhere.
const ELSEWHERE: &[&str] = &["ib", "bond", "hsn", "roce", "opa", "mlx"];

fn check(view: &VariableView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let variable = view.variable;
    let name = variable.name.value.as_str();
    // Gloo and TensorPipe take names as they are, without `^`.
    let is_nccl = name == "NCCL_SOCKET_IFNAME";
    if !is_nccl && !matches!(name, "GLOO_SOCKET_IFNAME" | "TP_SOCKET_IFNAME") || !is_seen(view) {
        return None;
    }
    let value = variable.value.as_deref().filter(|value| !value.is_empty())?;
    let (message, label) = if let Some(left_out) = value.strip_prefix('^').filter(|_| is_nccl) {
        let has_loopback = left_out.split(',').any(|name| "lo".starts_with(name.trim()) && !name.is_empty());
        if has_loopback || !has_several_nodes(view.job) {
            return None;
        }
        (
            "`lo` is not left out, so that ranks look for each other on their own node".to_owned(),
            "leaves `lo` in",
        )
    } else {
        let mut names = value.trim_start_matches('=').split(',').map(str::trim);
        if !names.all(|name| ELSEWHERE.iter().any(|elsewhere| name.starts_with(elsewhere))) {
            return None;
        }
        (format!("nodes of EC2 have no interface `{value}`"), "no such interface")
    };
    Some(Finding::new(message).at(&variable.name.place, label).help(format!(
        "leave `{name}` out; where NCCL has to be told, `NCCL_SOCKET_IFNAME=^lo,docker` is right everywhere"
    )))
}
