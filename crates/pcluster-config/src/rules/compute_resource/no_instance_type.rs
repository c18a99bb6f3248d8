//! A compute resource that says nowhere which machines it has.
//!
//! Only a reservation named in the compute resource itself can stand for the type; one named for the whole queue does
//! not count.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CapacityReservationTarget:
//!         CapacityReservationId: cr-0123456789abcdef0
//!       ComputeResources:
//!         - Name: p5
//!           MaxCount: 4
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: p5
//!           MaxCount: 4
//!           CapacityReservationTarget:
//!             CapacityReservationId: cr-0123456789abcdef0
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "no-instance-type",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    let target = resource.capacity_reservation_target.as_ref();
    let reservation = target.is_some_and(|target| given(&target.capacity_reservation_id));
    if resource.instances.is_some() || given(&resource.instance_type) || reservation {
        return None;
    }
    let finding = Finding::new("this compute resource has no instance type")
        .at(resource.path(), "")
        .help("write `InstanceType`, or `Instances` with several types");
    Some(match target {
        Some(_) => finding
            .and(resource.key("CapacityReservationTarget"), "a group of reservations has no single type"),
        None => finding,
    })
}
