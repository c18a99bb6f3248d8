//! Memory that no job can use.
//!
//! Slurm gives jobs 95 % of a node's memory by default, which leaves enough for the operating system. A lower
//! `SchedulableMemory` may be what is wanted, for example for a file system cache.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: r5
//!           InstanceType: r5.xlarge
//!           SchedulableMemory: 16000
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: r5
//!           InstanceType: r5.xlarge
//!           SchedulableMemory: 31500
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

use super::least_memory;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "schedulable-memory-low",
    severity: Severity::Info,
    official: Some("SchedulableMemoryValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let memory = resource.schedulable_memory?;
    let (at, smallest) = least_memory(resource, facts)?;
    let usual = smallest.memory_mib.saturating_mul(95) / 100;
    (memory.wide() < usual.into()).then(|| {
        Finding::new(format!("jobs get {memory} MiB of each node, less than the usual {usual} MiB"))
            .at(resource.key("SchedulableMemory"), "the rest stays unused")
            .and(
                resource.type_path(at),
                format!("`{}` has {} MiB", smallest.instance_type, smallest.memory_mib),
            )
            .help("remove the key for 95 % of the node's memory")
    })
}
