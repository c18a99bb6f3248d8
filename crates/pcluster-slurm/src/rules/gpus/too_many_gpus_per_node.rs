//! More GPUs of a node than any node has.
//!
//! `--gpus-per-node`, the `gpu` of `--gres` and `--gpus-per-task` are about one node: a task cannot have GPUs of two. `sbatch`
//! refuses what no node of the partition has. ParallelCluster tells Slurm about GPUs by NVIDIA alone.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=1
//! #SBATCH --gpus-per-node=16
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --gres=gpu:1
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```job fires
//! name: train
//! partition: small
//! nodes: 2
//! gpus-per-node: 16
//! time: "1:00:00"
//! run: { command: { program: ./train } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-many-gpus-per-node", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::GpusPerNode(_) | What::GpusPerTask(_)))?;
    let partition = view.partition_of(misfit);
    let is_task = matches!(misfit.what, What::GpusPerTask(_));
    let one = if is_task { "a task" } else { "a node" };
    let wanted = amount(misfit.wanted, "GPU");
    let verb = if misfit.wanted == 1 { "is" } else { "are" };
    let request = view.request;
    let (per_node, gres, per_task) =
        (place(&request.gpus_per_node), place(&request.gres), place(&request.gpus_per_task));
    let asked = if is_task { per_task } else { per_node.or(gres).or(per_task) };
    let (message, help) = if misfit.have == 0 {
        (
            format!("{wanted} {verb} wanted for {one}, but no node of {partition} has a GPU"),
            "use a partition with GPUs, or ask for none".to_owned(),
        )
    } else {
        (
            format!(
                "{wanted} {verb} wanted for {one}, but no node of {partition} has more than {}",
                misfit.have
            ),
            format!("ask for at most {} a node, and for more nodes", amount(misfit.have, "GPU")),
        )
    };
    Some(
        Finding::new(message)
            .at_all([asked.map(|place| (place.clone(), format!("{wanted} for {one}")))])
            .help(help),
    )
}
