//! One instance type and a list of them, or an empty list.
//!
//! `InstanceType` is for nodes of one type, `Instances` for nodes that may have any of several.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.12xlarge
//!           Instances:
//!             - InstanceType: g6.12xlarge
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.12xlarge
//!           Instances: []
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
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instance-type-or-instances",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let instances = resource.instances.as_ref()?;
    match &resource.instance_type {
        Some(_) if !instances.is_empty() => Some(
            Finding::new("`InstanceType` and `Instances` exclude each other")
                .at(resource.key("InstanceType"), "one type")
                .and(resource.key("Instances"), "several types")
                .help("add the type to `Instances`, or remove one of the two"),
        ),
        _ if instances.is_empty() => Some(
            Finding::new("`Instances` is empty")
                .at(resource.key("Instances"), "")
                .help("name the instance types, or remove the key and write `InstanceType`"),
        ),
        _ => None,
    }
}
