//! A priority for nodes that there are none of.
//!
//! `StaticNodePriority` is the weight of the `MinCount` nodes that stay up, `DynamicNodePriority` that of the others, up to
//! `MaxCount`. Where there are no such nodes the number is without effect.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MinCount: 0
//!           MaxCount: 4
//!           StaticNodePriority: 10
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MinCount: 2
//!           MaxCount: 4
//!           StaticNodePriority: 10
//!           DynamicNodePriority: 100
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ComputeResource;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "priority-of-no-node",
    severity: Severity::Info,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    // The defaults are written out by tools that write every key.
    let default = ComputeResource::default();
    let says_static = resource.static_node_priority() != default.static_node_priority();
    let says_dynamic = resource.dynamic_node_priority() != default.dynamic_node_priority();
    let (key, label, which) = if says_static && resource.min_count() == 0 {
        ("StaticNodePriority", "`MinCount` is 0", "stay up")
    } else if says_dynamic && resource.min_count() == resource.max_count() {
        ("DynamicNodePriority", "`MinCount` equals `MaxCount`", "start on demand")
    } else {
        return None;
    };
    Some(
        Finding::new(format!("this is a priority for nodes that {which}, but there are none"))
            .at(resource.key(key), label)
            .decided_by(resource.key("MinCount"))
            .decided_by(resource.key("MaxCount"))
            .help(format!("remove `{key}`")),
    )
}
