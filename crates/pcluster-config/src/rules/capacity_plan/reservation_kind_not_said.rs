//! A reservation of GPU instances, and nothing says whether it is a Capacity Block.
//!
//! The ids of On-Demand Capacity Reservations and of Capacity Blocks look the same. Without `CapacityType` the nodes count
//! as `ONDEMAND`; if the reservation is a Capacity Block, EC2 refuses to start them. The types for training (p4d, p5, p6,
//! trn) are sold both ways, and guides mix the two up. Nodes that all stay up, with `MinCount` equal to `MaxCount`, are
//! what a Capacity Block asks for.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!         PlacementGroup:
//!           Enabled: false
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 8
//!           MaxCount: 8
//!           Efa:
//!             Enabled: true
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: CAPACITY_BLOCK
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 8
//!           MaxCount: 8
//!           Efa:
//!             Enabled: true
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//! ```

use crate::diagnostic::Severity;
use crate::facts::UsageClass;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

use super::reservation;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reservation-kind-not-said",
    severity: Severity::Info,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let all_stay_up = resource.min_count() > 0 && resource.min_count() == resource.max_count();
    if resource.queue.capacity_type.is_some() || !all_stay_up {
        return None;
    }
    let reserved = reservation(resource).filter(|reserved| reserved.id.is_some())?;
    let types = facts.types_of(resource)?;
    types.iter().all(|facts| facts.supports_usage(UsageClass::CapacityBlock)).then(|| {
        Finding::new(
            "nothing says whether this reservation is a Capacity Block, so it counts as an On-Demand one",
        )
        .at(reserved.path, "the id does not tell")
        .and(resource.types_path(), "this type is sold both ways")
        .help("write `CapacityType: ONDEMAND` or `CapacityType: CAPACITY_BLOCK` in the queue")
        .decided_by(resource.key("MinCount"))
    })
}
