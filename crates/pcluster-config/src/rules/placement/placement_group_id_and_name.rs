//! A placement group named twice.
//!
//! `Id` and `Name` are two words for the same thing: the name of a placement group that exists.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup:
//!           Id: training
//!           Name: training
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup:
//!           Name: training
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

use super::{group_path, groups};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "placement-group-id-and-name",
    severity: Severity::Error,
    official: Some("PlacementGroupNamingValidator"),
    check: Check::QueueEach(check),
};

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    groups(queue)
        .filter(|(_, group)| given(&group.id) && given(&group.name))
        .map(|(at, group)| {
            let section = group_path(queue, at);
            let finding = Finding::new(
                "`Id` and `Name` both name the placement group, and only one of them can be written",
            )
            .at(section.key("Id"), "the group is named here")
            .and(section.key("Name"), "and here")
            .help("remove `Id`");
            if group.id == group.name { finding.remove("remove `Id`", section.key("Id")) } else { finding }
        })
        .collect()
}
