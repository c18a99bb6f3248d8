//! A capacity reservation target that names nothing, or two things.
//!
//! A target is either one reservation or a group of them.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CapacityReservationTarget:
//!         CapacityReservationId: cr-0123456789abcdef0
//!         CapacityReservationResourceGroupArn: arn:aws:resource-groups:us-east-1:123456789012:group/training
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CapacityReservationTarget: {}
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       CapacityReservationTarget:
//!         CapacityReservationId: cr-0123456789abcdef0
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::cluster::CapacityReservationTarget;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "capacity-reservation-target",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::CapacityReservationTarget(check),
};

fn check(target: &At<'_, CapacityReservationTarget>, _: &Facts<'_>) -> Option<Finding> {
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    let id = given(&target.capacity_reservation_id);
    let group = given(&target.capacity_reservation_resource_group_arn);
    match (id, group) {
        (true, true) => Some(
            Finding::new("a target is one reservation or a group of them, not both")
                .at(target.key("CapacityReservationId"), "one reservation")
                .and(target.key("CapacityReservationResourceGroupArn"), "a group")
                .help("remove one of the two"),
        ),
        (false, false) => Some(
            Finding::new("the capacity reservation target names no reservation").at(target.path(), "").help(
                "write `CapacityReservationId: cr-...`, or remove the section to use capacity on demand",
            ),
        ),
        _ => None,
    }
}
