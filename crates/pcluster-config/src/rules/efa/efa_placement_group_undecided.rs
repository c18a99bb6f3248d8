//! EFA without a decision about the placement group.
//!
//! Placed close together, nodes have shorter ways; but EC2 finds room for a group less easily, and a reservation
//! may have a group of its own. So the decision has to be written. A Capacity Block needs none, and a queue over
//! several zones cannot have one.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
//!           Efa: { Enabled: true }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
//!           Efa: { Enabled: true }
//!           Networking:
//!             PlacementGroup: { Enabled: true }
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
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efa-placement-group-undecided",
    severity: Severity::Error,
    official: Some("EfaPlacementGroupValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let queue = resource.queue;
    let decided = resource.group().is_some_and(|group| group.enabled == Some(false)) || resource.is_placed();
    if !resource.efa_enabled()
        || decided
        || queue.capacity_type() == CapacityType::CapacityBlock
        || facts.spans_zones(queue.value())
    {
        return None;
    }
    let finding = Finding::new("EFA is enabled, but nothing says whether to use a placement group")
        .at(resource.efa_path(), "EFA is enabled here");
    let finding = match resource.group() {
        Some(_) => finding.and(resource.group_path(), "this section decides nothing"),
        None => finding,
    };
    Some(
        finding
            .decided_by(resource.group_path().key("Enabled"))
            .decided_by(queue.key("CapacityType"))
            .decided_by(resource.subnets_path())
            .help(
                "add `PlacementGroup: { Enabled: true }` under `Networking` to place the nodes close together, or \
                 `Enabled: false` where a reservation places them",
            ),
    )
}
