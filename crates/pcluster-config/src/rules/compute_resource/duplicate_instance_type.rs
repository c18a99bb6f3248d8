//! The same instance type twice in one compute resource.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: g5
//!           Instances:
//!             - InstanceType: g5.12xlarge
//!             - InstanceType: g5.12xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: g5
//!           Instances:
//!             - InstanceType: g5.12xlarge
//!             - InstanceType: g6.12xlarge
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use std::collections::HashMap;

use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-instance-type",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let mut seen = HashMap::new();
    for (index, instance) in resource.instances.iter().flatten().enumerate() {
        if let Some(first) = seen.insert(&instance.instance_type, index) {
            let item = |index| resource.key("Instances").index(index).key("InstanceType");
            let finding = Finding::new(format!("`{}` stands twice in `Instances`", instance.instance_type))
                .at(resource.key("Instances"), "")
                .and(item(first), "once")
                .and(item(index), "and once more")
                .help("remove one of them");
            return Some(finding);
        }
    }
    None
}
