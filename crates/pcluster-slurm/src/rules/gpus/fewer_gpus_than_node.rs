//! Fewer GPUs than the nodes have, although no other job can use the rest.
//!
//! In a queue with `JobExclusiveAllocation`, and with `--exclusive`, a job has its nodes for itself. What it does not ask for is
//! paid for and idle.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=4
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --gpus=1
//! #SBATCH --time=1:00:00
//! srun ./train
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

use crate::fit::Demand;
use crate::job::Exclusive;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "fewer-gpus-than-node", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let is_whole = request.exclusive.as_ref().is_some_and(|exclusive| exclusive.value == Exclusive::Nobody);
    let fit = view.fits.first()?;
    let partition = view.partitions.iter().find(|partition| partition.name == fit.partition)?;
    if !(is_whole || partition.exclusive) || view.partitions.len() > 1 {
        return None;
    }
    let groups = partition.groups.iter().filter(|group| fit.resources.contains(&group.resource));
    let gpus: Option<Vec<u64>> = groups.map(|group| group.shape.as_ref().map(|shape| shape.gpus)).collect();
    let least = gpus?.into_iter().min()?;
    let demand = Demand::of(request).ok()?;
    let sum = |gpus: &[(Option<String>, u64)]| {
        gpus.iter().fold(0, |sum: u64, (_, count)| sum.saturating_add(*count))
    };
    let (per_node, over_all) = (sum(&demand.gpus_per_node), sum(&demand.gpus));
    let have = least.saturating_mul(fit.nodes);
    let per_task = sum(&demand.gpus_per_task).saturating_mul(demand.tasks);
    let (used, place, what) = if per_node > 0 {
        (per_node.saturating_mul(fit.nodes), place(&request.gpus_per_node).or(place(&request.gres)), per_node)
    } else if over_all > 0 {
        (over_all, place(&request.gpus), over_all)
    } else {
        (per_task, place(&request.gpus_per_task), sum(&demand.gpus_per_task))
    };
    (used > 0 && used < have).then(|| {
        let idle = have - used;
        Finding::new(format!("{} of {have} are left idle", amount(idle, "GPU")))
            .at_all([place.map(|place| (place.clone(), amount(what, "GPU")))])
            .help(format!(
                "the job has its nodes for itself, with {least} GPUs each; ask for all of them, or share the nodes"
            ))
    })
}
