//! A placement group in a queue whose subnets lie in several zones.
//!
//! A cluster placement group lies in one zone. The subnets of one queue always lie in different zones, since others
//! are refused.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-1b2c3d4e5f6071829]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
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
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-1b2c3d4e5f6071829] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "placement-group-in-several-zones",
    severity: Severity::Error,
    official: Some("MultiAzPlacementGroupValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let group = resource.group()?;
    // An empty `Id` counts as a group here.
    let is_asked_for = group.places_nodes() || group.id.is_some();
    (is_asked_for && facts.spans_zones(resource.queue.value())).then(|| {
        Finding::new("a placement group lies in one zone, and this queue has several")
            .at(resource.group_path(), "nodes are to be placed close together")
            .and(resource.subnets_path(), "these subnets are in different zones")
            .help("leave one subnet, or remove `PlacementGroup`")
    })
}
