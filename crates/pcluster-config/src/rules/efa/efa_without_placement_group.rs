//! EFA without a placement group.
//!
//! This is right for a reservation that has a placement group of its own. Otherwise nodes may be far from each
//! other, and latency suffers.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: false }
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
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efa-without-placement-group",
    severity: Severity::Warning,
    official: Some("EfaPlacementGroupValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let queue = resource.queue;
    let refused = resource.group().is_some_and(|group| group.enabled == Some(false));
    if !resource.efa_enabled()
        || !refused
        || queue.capacity_type() == CapacityType::CapacityBlock
        || facts.spans_zones(queue.value())
    {
        return None;
    }
    Some(
        Finding::new("nodes with EFA are not placed close together")
            .at(resource.group_path().key("Enabled"), "the placement group is off")
            .and(resource.efa_path(), "EFA is enabled here")
            .decided_by(queue.key("CapacityType"))
            .decided_by(resource.subnets_path())
            .help("leave it where a reservation has a placement group of its own; otherwise set `Enabled: true`"),
    )
}
