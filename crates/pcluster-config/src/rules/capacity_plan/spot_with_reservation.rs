//! Spot instances that are to come from reserved capacity.
//!
//! EC2 starts On-Demand instances and instances of a Capacity Block from reservations, never Spot instances (EC2 User
//! Guide, Capacity Reservations). The reservation is paid for and stays unused, and the Spot instances may be taken back.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: SPOT
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       CapacityReservationTarget:
//!         CapacityReservationId: cr-0a1b2c3d4e5f60718
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: ONDEMAND
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       CapacityReservationTarget:
//!         CapacityReservationId: cr-0a1b2c3d4e5f60718
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!           MinCount: 10
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

use super::in_target;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "spot-with-reservation",
    severity: Severity::Warning,
    official: None,
    check: Check::Queue(check),
};

const TARGET: &str = "CapacityReservationTarget";

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Option<Finding> {
    if queue.capacity_type() != CapacityType::Spot {
        return None;
    }
    let resources = queue.compute_resources.iter().enumerate();
    let of_queue = queue.capacity_reservation_target.as_ref();
    let reserved = of_queue.and_then(|target| in_target(&queue.key(TARGET), target)).or_else(|| {
        resources
            .filter_map(|(index, resource)| Some((index, resource.capacity_reservation_target.as_ref()?)))
            .find_map(|(index, target)| {
                in_target(&queue.key("ComputeResources").index(index).key(TARGET), target)
            })
    })?;
    Some(
        Finding::new("Spot instances never come from reserved capacity")
            .at(queue.key("CapacityType"), "this buys Spot instances")
            .and(reserved.path, "this stays unused")
            .help("write `CapacityType: ONDEMAND`, or `CAPACITY_BLOCK` if the reservation is one, or remove the reservation"),
    )
}
