//! GPUs of a type that no node of the partition has.
//!
//! ParallelCluster names the type after EC2's name of the GPU, in small letters and without blanks: `h100`, `a10g`. Slurm compares
//! letter by letter.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=a100:8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gres=gpu:H100:8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=h100:8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use std::collections::BTreeSet;

use crate::fit::What;
use crate::job::{Asked, GpuCount};
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unknown-gpu-type", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::GpuType(_)))?;
    let What::GpuType(kind) = &misfit.what else { return None };
    let partition = view.partition_of(misfit);
    let request = view.request;
    let counts = [&request.gpus_per_node, &request.gpus_per_task, &request.gpus];
    let names = |count: &&&Option<Asked<GpuCount>>| {
        count.as_ref().is_some_and(|count| count.of.iter().any(|(of, _)| of.as_ref() == Some(kind)))
    };
    let asked = counts.iter().find(names).and_then(|count| place(count)).or(place(&request.gres));
    let shapes = view.partitions.iter().flat_map(|partition| partition.groups.iter());
    let types: BTreeSet<&str> =
        shapes.filter_map(|group| group.shape.as_ref()?.gpu_type.as_deref()).collect();
    let types: Vec<&str> = types.into_iter().collect();
    let help = if types.is_empty() {
        "use a partition with GPUs".to_owned()
    } else {
        format!("it has `{}`; without a type any GPU will do", types.join("`, `"))
    };
    Some(
        Finding::new(format!("no node of {partition} has GPUs of type `{kind}`"))
            .at_all([asked.map(|place| (place.clone(), format!("type `{kind}`")))])
            .help(help),
    )
}
