//! A partition that no queue makes.
//!
//! ParallelCluster makes a partition of every queue, with its name; `sbatch` refuses any other. The name of a compute resource
//! is part of the names of nodes and one of their features, but no partition.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpus
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=p5
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=small,cpu
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use pcluster_config::suggest::nearest;

use crate::cluster::{Cluster, Partition};
use crate::fit::What;
use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unknown-partition", severity: Severity::Error, check: Check::RequestEach(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Vec<Finding> {
    let unknown = view.misfits.iter().filter_map(|misfit| match &misfit.what {
        What::Partition(name) => Some(name.as_str()),
        _ => None,
    });
    let (Some(asked), Some(cluster)) = (&view.request.partitions, facts.cluster) else { return Vec::new() };
    unknown.map(|name| finding(name, cluster, &asked.place, asked.len() == 1)).collect()
}

fn finding(name: &str, cluster: &Cluster, place: &Place, is_alone: bool) -> Finding {
    let found = Finding::new(format!("there is no partition `{name}`")).at(place, "no queue has this name");
    let makes = |partition: &&Partition| partition.groups.iter().any(|group| group.resource == name);
    if let Some(partition) = cluster.partitions.iter().find(makes) {
        let queue = &partition.name;
        return found.help(format!(
            "`{name}` is a compute resource of queue `{queue}`: use `--partition={queue} --constraint={name}`"
        ));
    }
    let names: Vec<&str> = cluster.partitions.iter().map(|partition| partition.name.as_str()).collect();
    match nearest(name, names.iter().copied()) {
        Some(near) if is_alone => {
            found.help(format!("did you mean `{near}`?")).replace(format!("write `{near}`"), place, near)
        }
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found.help(format!("the cluster has `{}`", names.join("`, `"))),
    }
}
