//! No memory for jobs at all.
//!
//! `SchedulableMemory` is what Slurm may give to the jobs of a node, in MiB; it takes at least one.
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
//!           SchedulableMemory: 0
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

pub(crate) const RULE: RuleDef = RuleDef {
    id: "schedulable-memory-not-positive",
    severity: Severity::Error,
    official: Some("SchedulableMemoryValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let memory = resource.schedulable_memory.filter(|memory| memory.wide() < 1)?;
    Some(
        Finding::new(format!("{memory} MiB of memory leave nothing for jobs"))
            .at(resource.key("SchedulableMemory"), "this is less than 1 MiB")
            .help("write the MiB that jobs may use on a node, or remove the key for 95 % of its memory"),
    )
}
