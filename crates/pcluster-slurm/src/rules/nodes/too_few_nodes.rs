//! Fewer nodes than the partition permits.
//!
//! `sbatch` refuses a job that wants less than `MinNodes` of the partition, where the queue's `CustomSlurmSettings` set that.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=1
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```cluster
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CustomSlurmSettings: { MinNodes: 2 }
//!       Networking: { SubnetIds: [subnet-0123456789abcdef1] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.2xlarge }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```cluster
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CustomSlurmSettings: { MinNodes: 2 }
//!       Networking: { SubnetIds: [subnet-0123456789abcdef1] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.2xlarge }
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, amount, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "too-few-nodes", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::MinNodes)?;
    let partition = view.partition_of(misfit);
    let wanted = amount(misfit.wanted, "node");
    let least = misfit.have;
    Some(
        Finding::new(format!(
            "{wanted} will do for the job, but {partition} permits no job with fewer than {least}"
        ))
        .at_all([place(&view.request.nodes).map(|place| (place.clone(), wanted.clone()))])
        .help(format!("ask for `--nodes={least}` or more, or use another partition")),
    )
}
