//! Memory for jobs is set, but Slurm does not give out memory.
//!
//! `SchedulableMemory` is the amount of a node's memory that jobs may get when Slurm counts memory. That needs
//! `EnableMemoryBasedScheduling`; without it a node takes jobs as long as it has free CPUs, whatever memory they need.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: m5
//!           InstanceType: m5.xlarge
//!           SchedulableMemory: 16000
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     EnableMemoryBasedScheduling: true
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: m5
//!           InstanceType: m5.xlarge
//!           SchedulableMemory: 16000
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "schedulable-memory-unused",
    severity: Severity::Info,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    resource.schedulable_memory?;
    let settings = resource.cluster.scheduling.slurm_settings.as_ref();
    let counts_memory = settings.is_some_and(|settings| {
        // A custom setting may say the same.
        settings.enable_memory_based_scheduling() || settings.custom_slurm_settings.is_some()
    });
    let elsewhere = settings.is_some_and(|settings| settings.custom_slurm_settings_include_file.is_some());
    (!counts_memory && !elsewhere).then(|| {
        Finding::new("memory for jobs is set, but Slurm does not count memory")
            .at(resource.key("SchedulableMemory"), "this only limits what `--mem` may ask for")
            .help("add `EnableMemoryBasedScheduling: true` to `SlurmSettings`, or remove this key")
    })
}
