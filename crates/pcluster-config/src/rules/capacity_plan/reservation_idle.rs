//! Reserved instances that are stopped while they are paid for.
//!
//! An On-Demand Capacity Reservation costs the price of its instances from the moment at which it is made, whether they
//! run or not. With `MinCount: 0` nodes stop when they are idle, which saves nothing, and every job waits until they have
//! started again. (Where others use the same reservation, it is right so.)
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       CapacityType: ONDEMAND
//!       Networking:
//!         SubnetIds: [subnet-08192a3b4c5d6e7f0]
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!           MinCount: 0
//!           MaxCount: 4
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
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
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!           MinCount: 4
//!           MaxCount: 4
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0a1b2c3d4e5f60718
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

use super::reservation;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reservation-idle",
    severity: Severity::Info,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    if resource.queue.capacity_type() != CapacityType::OnDemand || resource.min_count() != 0 {
        return None;
    }
    let reserved = reservation(resource).filter(|reserved| reserved.id.is_some())?;
    let finding = Finding::new("reserved instances cost the same whether nodes run on them or not")
        .at(reserved.path, "this is paid for as long as it exists")
        .help("set `MinCount` to the number of reserved instances, unless others use them as well");
    Some(match resource.min_count {
        Some(_) => finding.and(resource.key("MinCount"), "no node stays up"),
        None => finding.and(resource.key("Name"), "without `MinCount` no node stays up"),
    })
}
