//! AWS Batch as the scheduler, which later releases do not have.
//!
//! A cluster cannot be moved to a release without its scheduler: it has to be made anew, with Slurm or with AWS Batch
//! itself.
//!
//! ```yaml fires 3.14.0
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Imds: { Secured: false }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceTypes: [c5.large] }
//! ```
//!
//! ```yaml quiet 3.14.0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{Scheduler, Scheduling};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "awsbatch-goes-away",
    severity: Severity::Info,
    official: None,
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, facts: &Facts<'_>) -> Option<Finding> {
    if scheduling.scheduler != Scheduler::AwsBatch {
        return None;
    }
    let last = facts.choice_ends("Scheduling.Scheduler", "awsbatch")?;
    Some(
        Finding::new(format!("ParallelCluster has no AWS Batch scheduler from release {last} on"))
            .at(scheduling.key("Scheduler"), format!("known in {}, gone in {last}", facts.release))
            .help("move to `slurm`, or use AWS Batch without ParallelCluster"),
    )
}
