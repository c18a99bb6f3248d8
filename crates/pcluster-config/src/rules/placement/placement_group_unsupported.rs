//! A placement group with an instance type that cannot be in one.
//!
//! EC2 does not place burstable types (`t2`, `t3`, ...) and some others in cluster placement groups.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: small
//!           InstanceType: t3.xlarge
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
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::facts::PlacementStrategy;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "placement-group-unsupported",
    severity: Severity::Error,
    official: Some("InstanceTypePlacementGroupValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.is_placed() {
        return None;
    }
    let (at, without) =
        resource.types(facts).find(|(_, facts)| !facts.supports_placement(PlacementStrategy::Cluster))?;
    Some(
        Finding::new(format!("`{}` cannot be in a placement group", without.instance_type))
            .at(resource.type_path(at), "EC2 does not place this type close together")
            .and(resource.group_path(), "the placement group")
            .help("choose another type, or remove `PlacementGroup`"),
    )
}
