//! The working directory is on a disk that every node has for itself.
//!
//! `--chdir` is where the script runs on the first node of the job, and where its steps run on all of them. A directory on a disk
//! of the nodes is there only if something made it on each; without it, Slurm runs the step in `/tmp` instead.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --chdir=/scratch/run
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --chdir=/fsx/run
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --chdir=/tmp
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "chdir-not-shared", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let cluster = facts.cluster?;
    let chdir = view.request.chdir.as_ref().filter(|chdir| chdir.starts_with('/'))?;
    let directory = chdir.trim_end_matches('/');
    let scratch = view.partitions.iter().filter_map(|partition| partition.scratch.as_deref());
    // These are there on all nodes.
    let is_there = ["", "/tmp", "/var/tmp"].contains(&directory)
        || scratch.into_iter().any(|scratch| scratch == directory);
    (!is_there && cluster.shared_at(directory).is_none()).then(|| {
        Finding::new(format!("`{directory}` is on a disk that every node has for itself"))
            .at(&chdir.place, "not on a shared file system")
            .help(
                "use a directory on a shared file system, and copy to a disk of the nodes within the script",
            )
    })
}
