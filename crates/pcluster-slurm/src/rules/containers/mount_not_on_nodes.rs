//! A directory is mounted that the compute nodes of the cluster do not have.
//!
//! The source of a mount is a path of the node. It is there where shared storage is mounted, on the local disks of the
//! queue, and in the directories that every Linux has; from anywhere else the mount fails, and the job with it.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=small
//! #SBATCH --nodes=2
//! srun --container-image=/fsx/pytorch.sqsh --container-mounts=/fsx:/fsx,/lustre:/lustre python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! srun --container-image=/fsx/pytorch.sqsh --container-mounts=/fsx:/fsx,/scratch:/scratch python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::cluster::is_within;
use crate::container::{Mount, Source};
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "mount-not-on-nodes", severity: Severity::Warning, check: Check::ContainerEach(check) };

/// Directories of every Linux.
const SYSTEM: &[&str] = &[
    "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/media", "/mnt", "/opt", "/proc", "/root", "/run",
    "/sbin", "/srv", "/sys", "/tmp", "/usr", "/var",
];

fn check(view: &ContainerView<'_>, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(cluster) = facts.cluster.filter(|_| !view.partitions.is_empty()) else { return Vec::new() };
    let scratch = || view.partitions.iter().filter_map(|partition| partition.scratch.as_deref());
    let is_there = |path: &str| {
        // The root, and what a script makes there on every node.
        path == "/"
            || !path.starts_with('/')
            || SYSTEM.iter().copied().chain(scratch()).any(|directory| is_within(path, directory))
            || cluster.shared_at(path).is_some()
            || view.job.steps.iter().any(|step| {
                matches!(step.program(), "mkdir" | "mount" | "cp" | "rsync" | "ln")
                    && step.words.iter().any(|word| word.text.contains(path))
            })
    };
    let absent = view.container.mounts.iter().filter_map(|mount| match mount.parse::<Mount>() {
        Ok(Mount { source: Source::Path(path), .. }) if !is_there(&path) => Some((mount, path)),
        _ => None,
    });
    absent
        .map(|(mount, path)| {
            let shared: Vec<String> =
                cluster.shared.iter().map(|shared| format!("`{}`", shared.dir)).collect();
            Finding::new(format!(
                "the compute nodes have no `{path}`: nothing in the configuration mounts it"
            ))
            .at(&mount.place, "mounted from there")
            .help(format!(
                "the cluster has {}; a directory of a custom image may be there all the same",
                shared.join(", ")
            ))
        })
        .collect()
}
