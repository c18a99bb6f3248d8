//! A placement group for several instance types.
//!
//! EC2 finds room close together for one type more easily than for several, so that nodes may fail to start with
//! `InsufficientInstanceCapacity`.
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
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "placement-group-with-several-types",
    severity: Severity::Warning,
    official: Some("InstancesNetworkingValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let instances = resource.instances.as_ref()?;
    (instances.len() > 1 && resource.is_placed()).then(|| {
        Finding::new("EC2 may find no room close together for nodes of several types")
            .at(resource.group_path(), "the placement group")
            .and(resource.key("Instances"), "the nodes have different types")
            .help("leave one type, or remove `PlacementGroup` where the distance of nodes does not matter")
    })
}
