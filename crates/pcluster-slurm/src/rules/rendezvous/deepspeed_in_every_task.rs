//! Every task starts a `deepspeed` with a host file.
//!
//! With a host file, `deepspeed` goes to all hosts in it by SSH and starts the processes there. Started by `srun` on every
//! node, it does so as many times over. Under `srun` it takes `--no_ssh` with the rank of the node.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun deepspeed --hostfile=hostfile train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! deepspeed --hostfile=hostfile train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "deepspeed-in-every-task", severity: Severity::Error, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    if step.command != Command::Deepspeed || step.open || step.option("no-ssh").is_some() {
        return None;
    }
    let launch = Launch::of(view.job, step);
    let hosts = step.option("hostfile").or_else(|| step.option("H"))?;
    let srun = launch.srun.filter(|_| launch.is_on_several_nodes())?;
    Some(
        Finding::new("every task starts `deepspeed`, and each of them starts the processes of all hosts")
            .at(&hosts.place, "it goes to all hosts of this file")
            .and(&srun.place, "this starts it on every node")
            .help("leave `srun` out, or write `deepspeed --no_ssh --node_rank=$SLURM_NODEID` in `srun bash -c '...'`"),
    )
}
