//! Two queues with the same name.
//!
//! Jobs name their queue, so a name stands for one.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g6, InstanceType: g6.xlarge }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//!     - Name: gpu-next
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: g6, InstanceType: g6.xlarge }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-queue",
    severity: Severity::Error,
    official: Some("DuplicateNameValidator"),
    check: Check::SchedulingEach(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Vec<Finding> {
    let names = scheduling.slurm_queues().iter().map(|queue| queue.name.as_str());
    let found = super::duplicates(names).into_iter().map(|(name, first, second)| {
        let place = |index| scheduling.key("SlurmQueues").index(index).key("Name");
        Finding::new(format!("two queues have the name `{name}`"))
            .at(place(second), "the second one")
            .and(place(first), "the first one")
            .help("rename one of them, or make one queue with the compute resources of both")
    });
    found.collect()
}
