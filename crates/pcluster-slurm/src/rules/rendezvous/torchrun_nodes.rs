//! `torchrun` waits for another number of nodes than it is started on.
//!
//! With more it waits until it gives up, 15 minutes by default; with fewer the nodes that come last are turned away.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=4
//! srun torchrun --nnodes=2 --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint=$HOSTNAME:29500 train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=4
//! srun torchrun --nnodes=$SLURM_NNODES --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint=$HOSTNAME:29500 train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "torchrun-nodes", severity: Severity::Error, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    let launch = Launch::of(view.job, step);
    let has = launch.nodes.filter(|_| launch.srun.is_some() && step.command == Command::Torchrun)?;
    let option = step.option("nnodes")?;
    let value = option.value.as_ref().filter(|value| value.literal)?;
    // `1:4`: an elastic job takes from 1 to 4.
    let (least, most) = value.text.split_once(':').unwrap_or((&value.text, &value.text));
    let (least, most) = (least.parse::<u64>().ok()?, most.parse::<u64>().ok()?);
    // That each node trains for itself is told elsewhere.
    (most > 1 && !(least..=most).contains(&has)).then(|| {
        let nodes = if has == 1 { "1 node".to_owned() } else { format!("{has} nodes") };
        Finding::new(format!("`torchrun` is for {} nodes and started on {nodes}", value.text))
            .at(&option.place, format!("`srun` starts it on {nodes}"))
            .help("write `--nnodes=$SLURM_NNODES`, which is always right")
            .replace("take the number of nodes from Slurm", &option.place, "$SLURM_NNODES")
    })
}
