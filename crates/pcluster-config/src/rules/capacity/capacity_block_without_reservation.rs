//! `CAPACITY_BLOCK` without the id of the Capacity Block.
//!
//! A Capacity Block is used through its own id. A resource group does not find it, and a
//! `CapacityReservationTarget` of the compute resource replaces that of the queue as a whole.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 2
//!           MaxCount: 2
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget:
//!         CapacityReservationResourceGroupArn: arn:aws:resource-groups:us-east-1:123456789012:group/training
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           MinCount: 2
//!           MaxCount: 2
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
//!           MinCount: 2
//!           MaxCount: 2
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "capacity-block-without-reservation",
    severity: Severity::Error,
    official: Some("CapacityTypeValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let queue = resource.queue;
    let id = resource.reservation().and_then(|target| target.capacity_reservation_id.as_deref());
    if queue.capacity_type() != CapacityType::CapacityBlock || id.is_some_and(|id| !id.is_empty()) {
        return None;
    }
    let finding = Finding::new("nothing says which Capacity Block this compute resource uses")
        .at(resource.path(), "")
        .and(queue.key("CapacityType"), "its nodes come from a Capacity Block");
    let finding = match resource.reservation() {
        Some(_) => finding.and(resource.reservation_path(), "this has no `CapacityReservationId`"),
        None => finding.decided_by(resource.reservation_path()),
    };
    Some(finding.help("add `CapacityReservationTarget: { CapacityReservationId: cr-... }`"))
}
