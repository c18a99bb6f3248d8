//! Two compute resources of a queue with the same name.
//!
//! The name becomes part of the host names of the nodes, so two nodes would have the same.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: nodes
//!           InstanceType: g5.xlarge
//!         - Name: nodes
//!           InstanceType: g6.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!         - Name: g6
//!           InstanceType: g6.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-compute-resource",
    severity: Severity::Error,
    official: Some("DuplicateNameValidator"),
    check: Check::QueueEach(check),
};

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let names = queue.compute_resources.iter().map(|resource| resource.name.as_str());
    let found = super::duplicates(names).into_iter().map(|(name, first, second)| {
        let place = |index| queue.key("ComputeResources").index(index).key("Name");
        Finding::new(format!("two compute resources of queue `{}` have the name `{name}`", queue.name))
            .at(place(second), "the second one")
            .and(place(first), "the first one")
            .help("rename one of them")
    });
    found.collect()
}
