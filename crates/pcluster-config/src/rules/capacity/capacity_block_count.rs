//! A Capacity Block whose nodes may start and stop.
//!
//! All nodes of a Capacity Block are paid for and stay up, so `MinCount` and `MaxCount` are the same number, and
//! not 0. `MinCount` is 0 and `MaxCount` 10 where they are not written.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MaxCount: 8
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 4
//!           MaxCount: 8
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 8
//!           MaxCount: 8
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "capacity-block-count",
    severity: Severity::Error,
    official: Some("ComputeResourceSizeValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let queue = resource.queue;
    let (least, most) = (resource.min_count(), resource.max_count());
    if queue.capacity_type() != CapacityType::CapacityBlock || (least == most && least > 0) {
        return None;
    }
    let place = |key: &str, is_written: bool| if is_written { resource.key(key) } else { resource.path() };
    let mut finding = Finding::new(format!(
        "with a Capacity Block, `MinCount` and `MaxCount` must be equal and above 0, not {least} and {most}"
    ));
    finding = finding.at(place("MinCount", resource.min_count.is_some()), format!("at least {least}"));
    if resource.max_count.is_some() || resource.min_count.is_some() {
        finding = finding.and(place("MaxCount", resource.max_count.is_some()), format!("at most {most}"));
    }
    Some(
        finding
            .and(queue.key("CapacityType"), "the nodes come from a Capacity Block")
            .decided_by(resource.key("MinCount"))
            .decided_by(resource.key("MaxCount"))
            .help("set both to the number of instances in the Capacity Block"),
    )
}
