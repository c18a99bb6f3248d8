//! Fewer nodes at most than at least.
//!
//! `MinCount` nodes run all the time, so `MaxCount` cannot be below it. `MaxCount` is 10 where it is not written.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//!           MinCount: 8
//!           MaxCount: 4
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//!           MinCount: 16
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//!           MinCount: 4
//!           MaxCount: 8
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "max-count-below-min-count",
    severity: Severity::Error,
    official: Some("ComputeResourceSizeValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (most, least) = (resource.max_count(), resource.min_count());
    if most >= least {
        return None;
    }
    let finding = Finding::new(format!("at most {most} nodes, but at least {least}"))
        .at(resource.key("MinCount"), "these run all the time");
    Some(match resource.max_count {
        Some(_) => finding
            .and(resource.key("MaxCount"), "this is the most")
            .help("raise `MaxCount`, or lower `MinCount`"),
        None => finding
            .decided_by(resource.key("MaxCount"))
            .help(format!("write `MaxCount: {least}` or more: without it, the most is {most}")),
    })
}
