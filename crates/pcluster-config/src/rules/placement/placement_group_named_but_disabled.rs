//! A placement group that is named and disabled.
//!
//! A name alone enables the group. With `Enabled: false` beside it, it is not clear what is meant.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//!           Networking:
//!             PlacementGroup:
//!               Enabled: false
//!               Name: training
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
//!           Networking:
//!             PlacementGroup:
//!               Name: training
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
//!           Networking:
//!             PlacementGroup:
//!               Enabled: false
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

use super::{group_path, groups};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "placement-group-named-but-disabled",
    severity: Severity::Error,
    official: Some("PlacementGroupNamingValidator"),
    check: Check::QueueEach(check),
};

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Vec<Finding> {
    groups(queue)
        .filter(|(_, group)| group.enabled == Some(false) && group.existing().is_some())
        .map(|(at, group)| {
            let section = group_path(queue, at);
            let name = if group.name.as_deref().is_some_and(|name| !name.is_empty()) { "Name" } else { "Id" };
            Finding::new("the placement group is disabled, but it has a name")
                .at(section.key("Enabled"), "it is disabled here")
                .and(section.key(name), "it is named here")
                .help("remove `Enabled` to use the group, or its name to do without it")
        })
        .collect()
}
