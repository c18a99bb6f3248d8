//! A job on spot instances is not to be queued again.
//!
//! EC2 takes spot instances back at any time. Slurm then puts the job back into the queue, unless `--no-requeue` says that it is
//! over.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --no-requeue
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```cluster
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: SPOT
//!       Networking: { SubnetIds: [subnet-0123456789abcdef1] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.2xlarge }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --requeue
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```cluster
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: SPOT
//!       Networking: { SubnetIds: [subnet-0123456789abcdef1] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.2xlarge }
//! ```

use pcluster_config::diagnostic::Severity;

use pcluster_config::model::cluster::CapacityType;

use crate::cluster::Partition;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "spot-without-requeue", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let asked = view.request.requeue.as_ref().filter(|requeue| !requeue.value)?;
    let is_spot = |partition: &&Partition| partition.capacity_type == CapacityType::Spot;
    let spot = !view.partitions.is_empty() && view.partitions.iter().all(is_spot);
    spot.then(|| {
        Finding::new("the job ends when EC2 takes one of its spot instances back")
            .at(&asked.place, "not queued again")
            .help("let the job write checkpoints, and leave `--no-requeue` out")
    })
}
