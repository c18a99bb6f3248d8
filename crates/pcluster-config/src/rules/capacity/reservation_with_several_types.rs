//! One capacity reservation for a list of instance types.
//!
//! A reservation is for one instance type. A compute resource with `Instances` is started by EC2 Fleet, which takes
//! a resource group of reservations only.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//!           CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
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
//!           CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//!           CapacityReservationTarget:
//!             CapacityReservationResourceGroupArn: arn:aws:resource-groups:us-east-1:123456789012:group/training
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "reservation-with-several-types",
    severity: Severity::Error,
    official: Some("CapacityReservationValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let id = resource.reservation()?.capacity_reservation_id.as_deref()?;
    (resource.is_flexible() && !id.is_empty()).then(|| {
        Finding::new("a capacity reservation is for one instance type, not for a list")
            .at(resource.key("Instances"), "this is a list of types")
            .and(resource.reservation_path().key("CapacityReservationId"), "this is one reservation")
            .help(
                "write `InstanceType` with the type of the reservation, or name a group of reservations with \
                 `CapacityReservationResourceGroupArn`",
            )
    })
}
