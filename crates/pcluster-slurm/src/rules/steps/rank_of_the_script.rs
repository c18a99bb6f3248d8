//! A variable that differs between tasks is put in before the tasks are started.
//!
//! The script expands `$SLURM_PROCID` and its like once, where it runs: on the first node, where they are 0. Every task is
//! then told that it is the first. Between single quotes, in `bash -c '...'`, the tasks expand it themselves.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun torchrun --nnodes=2 --node_rank=$SLURM_NODEID --master_addr=$HOSTNAME train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_ADDR=$HOSTNAME
//! srun bash -c 'torchrun --nnodes=2 --node_rank=$SLURM_NODEID --master_addr=$MASTER_ADDR train.py'
//! srun bash -c "RANK=\$SLURM_PROCID python train.py"
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "rank-of-the-script", severity: Severity::Error, check: Check::Step(check) };

/// Variables that Slurm sets for each task; in the script they are 0.
const OF_TASKS: &[&str] = &["SLURM_PROCID", "SLURM_NODEID", "SLURM_LOCALID"];

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    if step.command != Command::Srun || step.parent.is_some() {
        return None;
    }
    let launch = Launch::of(view.job, step);
    let several = launch.nodes.unwrap_or(1) > 1 || launch.tasks_a_node.unwrap_or(1) > 1;
    let found = step.inner.iter().find_map(|word| {
        let mut names = word.expansions.iter().filter_map(|expansion| {
            let name = expansion.trim_start_matches("${").trim_start_matches('$').trim_end_matches('}');
            OF_TASKS.iter().find(|of_task| **of_task == name)
        });
        names.next_back().map(|name| (word, name))
    });
    let (word, name) = found.filter(|_| several)?;
    let label = if word.text.contains(' ') { "it stands in here" } else { "the script puts it in" };
    Some(
        Finding::new(format!(
            "`${name}` is 0 for all tasks: the script puts it in before `srun` starts them"
        ))
        .at(&word.place, label)
        .help(format!("let each task expand it: `srun bash -c '... ${name} ...'`, between single quotes")),
    )
}
