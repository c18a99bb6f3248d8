//! More memory of a node than any node has.
//!
//! Slurm is told that a node has 95 % of the memory of its instance type, or `SchedulableMemory`. `sbatch` compares `--mem` with
//! that, and `--mem-per-cpu` for one CPU, also where memory is not given out (`EnableMemoryBasedScheduling`). Where it is, it
//! compares the memory of all CPUs and GPUs that the job has of a node.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --mem=64G
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --cpus-per-task=8
//! #SBATCH --mem-per-cpu=2G
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
//! #SBATCH --mem=0
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --cpus-per-task=8
//! #SBATCH --mem-per-cpu=1900M
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

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-much-memory", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let is_memory = |what: &What| {
        matches!(what, What::MemoryPerNode | What::MemoryPerCpu | What::MemoryPerGpu | What::MaxMemory)
    };
    let misfit = view.misfit(is_memory)?;
    let partition = view.partition_of(misfit);
    let (wanted, have) = (misfit.wanted, misfit.have);
    let request = view.request;
    let asked = place(&request.mem).or(place(&request.mem_per_cpu)).or(place(&request.mem_per_gpu));
    let message = if misfit.what == What::MaxMemory {
        format!("{wanted} MiB of a node are wanted, but {partition} permits {have} MiB")
    } else {
        format!(
            "{wanted} MiB of a node are wanted, but no node of {partition} has more than {have} MiB for jobs"
        )
    };
    let help = match (&misfit.what, request.mem.is_some()) {
        (What::MaxMemory, false) => {
            "a job that says nothing about memory wants all of a node; add `--mem`".to_owned()
        }
        (_, true) if have > 0 => {
            format!("`--mem={have}M` is the most, `--mem=0` stands for all memory of a node")
        }
        _ => "ask for less memory, or for fewer CPUs or GPUs of a node".to_owned(),
    };
    Some(
        Finding::new(message)
            .at_all([asked.map(|place| (place.clone(), format!("{wanted} MiB of a node")))])
            .help(help),
    )
}
