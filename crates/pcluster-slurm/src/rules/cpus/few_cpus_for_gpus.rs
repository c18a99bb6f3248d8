//! GPUs with fewer CPUs than GPUs.
//!
//! A task gets one CPU where nothing else is said, however many GPUs come with it, and the job's processes are kept to the CPUs
//! that it was given. Data loaders and NCCL's threads of eight GPUs then share one CPU. Nodes that are given out whole have no
//! such problem.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=4
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=4
//! #SBATCH --cpus-per-gpu=12
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=4
//! #SBATCH --exclusive
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

use crate::cluster::Partition;
use crate::fit::Demand;
use crate::job::Exclusive;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "few-cpus-for-gpus", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let shared = !view.fits.is_empty() && view.partitions.iter().all(|partition| !partition.exclusive);
    let says_cpus =
        [&request.cpus_per_task, &request.cpus_per_gpu, &request.mincpus].iter().any(|asked| asked.is_some())
            || request.has_unknown(&["cpus-per-task", "cpus-per-gpu", "mincpus"]);
    let gives = |partition: &&Partition| {
        ["DefCpuPerGPU", "JobDefaults"].iter().any(|name| partition.setting(name).is_some())
    };
    let is_whole = request.exclusive.as_ref().is_some_and(|exclusive| exclusive.value == Exclusive::Nobody);
    if !shared || says_cpus || is_whole || view.partitions.iter().any(gives) {
        return None;
    }
    let demand = Demand::of(request).ok()?;
    let sum = |gpus: &[(Option<String>, u64)]| {
        gpus.iter().fold(0, |sum: u64, (_, count)| sum.saturating_add(*count))
    };
    let per_node = sum(&demand.gpus_per_node).saturating_mul(demand.min_nodes);
    let gpus = sum(&demand.gpus).max(per_node).max(sum(&demand.gpus_per_task).saturating_mul(demand.tasks));
    let asked = place(&request.gpus_per_node)
        .or(place(&request.gres))
        .or(place(&request.gpus))
        .or(place(&request.gpus_per_task));
    (demand.cpus() < gpus).then(|| {
        Finding::new(format!("the job gets {} for {}", amount(demand.cpus(), "CPU"), amount(gpus, "GPU")))
            .at_all([asked.map(|place| (place.clone(), "GPUs bring no CPUs with them".to_owned()))])
            .help("add `--exclusive` for whole nodes, or `--cpus-per-gpu`")
    })
}
