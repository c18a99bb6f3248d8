//! A feature that no node of the cluster has.
//!
//! ParallelCluster gives a node `static` or `dynamic`, its instance type (unless EC2 may choose from several), the name of its
//! compute resource, and `efa` and `gpu` where it has these; `Feature` of a compute resource's `CustomSlurmSettings` replaces all
//! of them. Slurm compares letter by letter.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --constraint=p5.48xlrge
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --constraint=h100
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --constraint=p5.48xlarge&efa
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use std::collections::BTreeSet;

use pcluster_config::suggest::nearest;

use crate::cluster::NodeKind;
use crate::fit::What;
use crate::job::Source;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "unknown-feature", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| matches!(what, What::Feature(_)))?;
    let What::Feature(name) = &misfit.what else { return None };
    let constraint = view.request.constraint.as_ref()?;
    let groups = facts.cluster.into_iter().flat_map(|cluster| cluster.partitions.iter());
    let groups = groups.flat_map(|partition| partition.groups.iter());
    let known: BTreeSet<String> = groups
        .flat_map(|group| NodeKind::ALL.map(|kind| (group, kind)))
        .filter(|(group, kind)| group.count_of(*kind) > 0)
        .filter_map(|(group, kind)| group.features(kind))
        .flatten()
        .collect();
    let types = view.partitions.iter().flat_map(|partition| partition.groups.iter());
    let is_gpu = types
        .filter_map(|group| group.shape.as_ref()?.gpu_type.as_ref())
        .any(|kind| kind.eq_ignore_ascii_case(name));
    let found = Finding::new(format!("no node of the cluster has feature `{name}`"))
        .at(&constraint.place, format!("`{name}` is no feature"));
    Some(match nearest(name, known.iter().map(String::as_str)) {
        _ if is_gpu && view.job.source == Source::Yaml => found.help(
            "types of GPUs are no features: take a partition with these, or the instance type as feature",
        ),
        _ if is_gpu => found.help(format!(
            "types of GPUs are no features: use `--gpus-per-node={}:COUNT`",
            name.to_lowercase()
        )),
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => {
            found.help(format!("the nodes have `{}`", known.into_iter().collect::<Vec<_>>().join("`, `")))
        }
    })
}
