//! No queues, or queues of both schedulers, in a release that has two schedulers.
//!
//! ```yaml fires 3.14.0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues: []
//! ```
//!
//! ```yaml quiet 3.14.0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::{Scheduler, Scheduling};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "queues-of-one-scheduler",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, facts: &Facts<'_>) -> Option<Finding> {
    if !facts.knows("Scheduling.AwsBatchQueues") {
        return None;
    }
    let slurm = scheduling.slurm_queues.as_ref().is_some_and(|queues| !queues.is_empty());
    let batch = scheduling.aws_batch_queues.as_ref().is_some_and(|queues| !queues.is_empty());
    let wanted = if scheduling.scheduler == Scheduler::AwsBatch { "AwsBatchQueues" } else { "SlurmQueues" };
    match (slurm, batch) {
        (true, true) => Some(
            Finding::new("the cluster has queues of two schedulers")
                .at(scheduling.key("SlurmQueues"), "these are for Slurm")
                .and(scheduling.key("AwsBatchQueues"), "these are for AWS Batch")
                .help(format!("keep `{wanted}`")),
        ),
        (false, false) => Some(
            Finding::new("the cluster has no queues")
                .at(scheduling.path(), "")
                .help(format!("add `{wanted}` with at least one queue")),
        ),
        _ => None,
    }
}
