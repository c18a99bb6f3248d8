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
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "max-count-below-min-count",
    severity: Severity::Error,
    official: Some("ComputeResourceSizeValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let (most, least) = (resource.max_count(), resource.min_count());
    // That the two are equal with a Capacity Block is said by `capacity-block-count`.
    if most >= least || resource.queue.capacity_type() == CapacityType::CapacityBlock {
        return None;
    }
    let by_default = if resource.max_count.is_none() { " by default" } else { "" };
    let finding =
        Finding::new(format!("`MaxCount` is {most}{by_default}, below `MinCount`, which is {least}"))
            .at(resource.key("MinCount"), "these nodes run all the time");
    Some(match resource.max_count {
        Some(_) => finding
            .and(resource.key("MaxCount"), "there may be no more")
            .help("raise `MaxCount`, or lower `MinCount`"),
        None => finding
            .decided_by(resource.key("MaxCount"))
            .help(format!("write `MaxCount: {least}` or more, or lower `MinCount`")),
    })
}
