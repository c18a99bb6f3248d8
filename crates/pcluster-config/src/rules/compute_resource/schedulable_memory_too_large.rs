//! More memory for jobs than a node has.
//!
//! Slurm drains a node whose memory is less than its configuration says. With several instance types, the one with
//! the least memory counts.
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
//!           SchedulableMemory: 16000
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: m6i.xlarge
//!             - InstanceType: c6i.xlarge
//!           SchedulableMemory: 15000
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
//!           SchedulableMemory: 7800
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

use super::least_memory;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "schedulable-memory-too-large",
    severity: Severity::Error,
    official: Some("SchedulableMemoryValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let memory = resource.schedulable_memory?;
    let (at, smallest) = least_memory(resource, facts)?;
    let has = smallest.memory_mib;
    (memory.wide() > has.into()).then(|| {
        Finding::new(format!("jobs cannot have {memory} MiB of a node with {has} MiB"))
            .at(resource.key("SchedulableMemory"), "this is more than there is")
            .and(resource.type_path(at), format!("`{}` has {has} MiB", smallest.instance_type))
            .help("write less than the node has, or remove the key for 95 % of it")
    })
}
