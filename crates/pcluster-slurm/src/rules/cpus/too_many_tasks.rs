//! More tasks than the nodes have CPUs for.
//!
//! Every task needs `--cpus-per-task` CPUs, 1 where nothing is said. All tasks together have to fit the nodes that the job may
//! have: those of the partition, or `--nodes`, and `--ntasks-per-node` on each.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --nodes=2
//! #SBATCH --ntasks=100
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --nodes=2
//! #SBATCH --ntasks=64
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-many-tasks", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::Cpus | What::Tasks))?;
    let partition = view.partition_of(misfit);
    let what = if misfit.what == What::Cpus { "CPU" } else { "task" };
    let (wanted, have) = (amount(misfit.wanted, what), misfit.have);
    let request = view.request;
    let places = [
        request.ntasks.as_ref().map(|tasks| (tasks.place.clone(), amount(tasks.value, "task"))),
        request
            .ntasks_per_node
            .as_ref()
            .map(|tasks| (tasks.place.clone(), format!("{} a node", tasks.value))),
        request
            .cpus_per_task
            .as_ref()
            .map(|cpus| (cpus.place.clone(), format!("{} a task", amount(cpus.value, "CPU")))),
        request
            .gpus_per_task
            .as_ref()
            .map(|gpus| (gpus.place.clone(), format!("{} a task", amount(gpus.total(), "GPU")))),
        request.nodes.as_ref().map(|nodes| {
            (nodes.place.clone(), format!("on at most {}", amount(nodes.max.unwrap_or(nodes.min), "node")))
        }),
    ];
    let message = if misfit.what == What::Cpus {
        format!("{wanted} are wanted, but the nodes that the job may have in {partition} have {have}")
    } else {
        format!("{wanted} are wanted, but the nodes that the job may have in {partition} hold {have}")
    };
    Some(
        Finding::new(message)
            .at_all(places)
            .help("ask for more nodes, for fewer tasks, or for less of each task"),
    )
}
