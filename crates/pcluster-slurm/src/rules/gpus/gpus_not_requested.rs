//! A job on nodes with GPUs asks for none.
//!
//! ParallelCluster does not keep a job from the devices of its node (`ConstrainDevices` is off), so that it sees all GPUs. Slurm
//! does not know that it uses them, and gives the same ones to other jobs. Nodes that are given out whole have no such problem.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
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
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::cluster::{NodeGroup, Partition};
use crate::job::Exclusive;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "gpus-not-requested", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let is_whole = request.exclusive.as_ref().is_some_and(|exclusive| exclusive.value == Exclusive::Nobody);
    let has_gpus = |group: &NodeGroup| group.shape.as_ref().is_some_and(|shape| shape.gpus > 0);
    let all = |partition: &&Partition| !partition.exclusive && partition.groups.iter().all(has_gpus);
    let asks = [&request.gpus, &request.gpus_per_node, &request.gpus_per_task, &request.gpus_per_socket];
    let asks = asks.iter().any(|asked| asked.is_some())
        || request.gres.is_some()
        || request.ntasks_per_gpu.is_some()
        || request.has_unknown(&["gpus", "gpus-per-node", "gpus-per-task", "gpus-per-socket", "gres"]);
    let in_gpus = !view.fits.is_empty() && view.partitions.iter().all(all);
    (in_gpus && !asks && !is_whole).then(|| {
        let name = view.partitions.first().map_or("", |partition| partition.name.as_str());
        Finding::new(format!("all nodes of partition `{name}` have GPUs, but the job asks for none"))
            .at_all([place(&request.partitions).map(|place| (place.clone(), "nodes with GPUs".to_owned()))])
            .help("add `--gpus-per-node`, or use a partition without GPUs; else other jobs get the GPUs that it uses")
    })
}
