//! Output goes to a directory that only one node has.
//!
//! Slurm writes `--output` and `--error` on the first node of the job. What is not on a file system that all nodes see stays on
//! that node, and is gone with it. Relative paths begin at the directory from which the job is submitted.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --output=/tmp/%x_%j.out
//! #SBATCH --error=/scratch/%x_%j.err
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```job fires
//! name: train
//! partition: gpu
//! nodes: 2
//! gpus-per-node: 8
//! time: "1:00:00"
//! output: /tmp/%x_%j.out
//! run: { torchrun: { script: train.py } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --output=/fsx/logs/%x_%j.out
//! #SBATCH --error=logs/%x_%j.err
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::cluster::Cluster;
use crate::job::Asked;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "output-not-shared", severity: Severity::Warning, check: Check::RequestEach(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(cluster) = facts.cluster else { return Vec::new() };
    let files = [&view.request.output, &view.request.error];
    let is_local = |file: &&Asked<String>| {
        // Nothing is lost where nothing is kept.
        file.starts_with('/') && !file.starts_with("/dev/") && cluster.shared_at(file).is_none()
    };
    let finding = |file: &Asked<String>| {
        Finding::new(format!("`{}` stays on the first node of the job, and is gone with it", file.value))
            .at(&file.place, "not on a shared file system")
            .help(format!("use {}, or a path relative to where the job is submitted", directories(cluster)))
    };
    files.into_iter().flatten().filter(is_local).map(finding).collect()
}

/// The shared directories, in words.
fn directories(cluster: &Cluster) -> String {
    let all: Vec<String> = cluster.shared.iter().map(|shared| format!("`{}`", shared.dir)).collect();
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "a shared file system".to_owned(),
    }
}
