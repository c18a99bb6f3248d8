//! A placement group for a Capacity Block.
//!
//! The instances of a Capacity Block are close together anyway. A placement group of one's own is a second demand,
//! which EC2 may not be able to meet within the block (`InsufficientInstanceCapacity`).
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 8
//!           MaxCount: 8
//!           Efa: { Enabled: true }
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
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "capacity-block-placement-group",
    severity: Severity::Warning,
    official: Some("PlacementGroupCapacityTypeValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let queue = resource.queue;
    (queue.capacity_type() == CapacityType::CapacityBlock && resource.is_placed()).then(|| {
        Finding::new("a placement group may keep nodes of a Capacity Block from starting")
            .at(resource.group_path(), "the placement group")
            .and(queue.key("CapacityType"), "the nodes come from a Capacity Block")
            .help("remove `PlacementGroup`: the block's instances are close together anyway")
    })
}
