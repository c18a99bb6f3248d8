//! Memory is asked for, but Slurm does not give it out.
//!
//! Without `EnableMemoryBasedScheduling` Slurm compares `--mem` with what a node has and forgets it: jobs on the same node may
//! use more memory together than there is, and nothing keeps a job to its share. It does not matter on whole nodes.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --mem=16G
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --mem=10G
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```cluster
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings: { EnableMemoryBasedScheduling: true }
//!   SlurmQueues:
//!     - Name: cpu
//!       Networking: { SubnetIds: [subnet-0123456789abcdef1] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.2xlarge }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --mem=16G
//! #SBATCH --exclusive
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --mem=0
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Exclusive;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "memory-not-enforced", severity: Severity::Info, check: Check::Request(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Option<Finding> {
    facts.cluster.filter(|cluster| !cluster.memory_based_scheduling && !cluster.is_open)?;
    let request = view.request;
    let memories = [&request.mem, &request.mem_per_cpu, &request.mem_per_gpu];
    let asked = memories.into_iter().flatten().find(|memory| memory.mib > 0)?;
    let is_whole = request.exclusive.as_ref().is_some_and(|exclusive| exclusive.value == Exclusive::Nobody)
        || view.partitions.iter().all(|partition| partition.exclusive);
    (!is_whole && !view.fits.is_empty()).then(|| {
        Finding::new("Slurm does not give out memory on this cluster: the job may get less than it asks for")
            .at(&asked.place, "compared with what nodes have, and forgotten")
            .help("add `--exclusive` for whole nodes, or set `EnableMemoryBasedScheduling` of the cluster's `SlurmSettings`")
    })
}
