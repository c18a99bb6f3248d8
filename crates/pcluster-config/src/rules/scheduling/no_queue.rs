//! An empty list of queues.
//!
//! The schema of newer releases lets it through, but the official tool stumbles when it compares the root volumes of the
//! queues, and a cluster without queues can run no jobs.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues: []
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds:
//!           - subnet-12345678
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{Scheduler, Scheduling};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "no-queue",
    severity: Severity::Error,
    official: Some("RootVolumeEncryptionConsistencyValidator"),
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, facts: &Facts<'_>) -> Option<Finding> {
    // Where there is AWS Batch, `queues-of-one-scheduler` says it.
    let is_slurm = scheduling.scheduler == Scheduler::Slurm && !facts.knows("Scheduling.AwsBatchQueues");
    let is_empty = scheduling.slurm_queues.as_ref().is_some_and(Vec::is_empty);
    (is_slurm && is_empty).then(|| {
        Finding::new("the cluster has no queues")
            .at(scheduling.key("SlurmQueues"), "this list is empty")
            .help("add at least one queue")
    })
}
