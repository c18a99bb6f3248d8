//! More CPUs of a node than any node has.
//!
//! A node needs the CPUs of all its tasks: `--ntasks-per-node` times `--cpus-per-task`, or `--cpus-per-gpu` times its GPUs. A CPU
//! is a thread; with `DisableSimultaneousMultithreading` it is a core, and there are half as many.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! #SBATCH --cpus-per-task=32
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! #SBATCH --cpus-per-task=24
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::job::Asked;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-many-cpus-per-node", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::CpusPerNode)?;
    let partition = view.partition_of(misfit);
    let (wanted, have) = (amount(misfit.wanted, "CPU"), misfit.have);
    let request = view.request;
    let label = |asked: &Option<Asked<u64>>, what: &str| {
        asked.as_ref().map(|asked| (asked.place.clone(), format!("{} {what}", amount(asked.value, "CPU"))))
    };
    let tasks = request.ntasks_per_node.as_ref();
    let places = [
        label(&request.cpus_per_task, "a task"),
        tasks.map(|tasks| (tasks.place.clone(), format!("{} a node", amount(tasks.value, "task")))),
        label(&request.cpus_per_gpu, "a GPU"),
        label(&request.mincpus, "a node at least"),
    ];
    let found = Finding::new(format!(
        "{wanted} of a node are wanted, but no node of {partition} has more than {have}"
    ));
    let found = found.at_all(places);
    let fits =
        tasks.map(|tasks| have / tasks.value.max(1)).filter(|fits| *fits > 0 && request.mincpus.is_none());
    Some(match (fits, &request.cpus_per_gpu) {
        (Some(fits), None) => {
            found.help(format!("with so many tasks a node, `--cpus-per-task={fits}` is the most"))
        }
        _ => found.help(format!("ask for at most {have} CPUs a node")),
    })
}
