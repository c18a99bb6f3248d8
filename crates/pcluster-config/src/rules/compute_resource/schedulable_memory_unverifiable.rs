//! Memory for jobs on a node whose memory is not known.
//!
//! Only a description in `DevSettings.InstanceTypesData` can be without `MemoryInfo`. Slurm is then told that the
//! node has 1 MiB, whatever `SchedulableMemory` says.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: beta
//!           InstanceType: x1.beta
//!           SchedulableMemory: 16000
//! DevSettings:
//!   InstanceTypesData: >-
//!     {"x1.beta": {"ProcessorInfo": {"SupportedArchitectures": ["x86_64"]}, "VCpuInfo": {"DefaultVCpus": 4},
//!     "SupportedUsageClasses": ["on-demand"],
//!     "NetworkInfo": {"NetworkCards": [{"NetworkCardIndex": 0}]}}}
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
    id: "schedulable-memory-unverifiable",
    severity: Severity::Warning,
    official: Some("SchedulableMemoryValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    resource.schedulable_memory?;
    let (at, unknown) = resource.types(facts).find(|(_, facts)| facts.memory_mib == 0)?;
    Some(
        Finding::new(format!("nothing says how much memory `{}` has", unknown.instance_type))
            .at(resource.key("SchedulableMemory"), "this cannot be compared with it")
            .and(resource.type_path(at), "its description has no memory")
            .help("add `MemoryInfo` to its description in `DevSettings.InstanceTypesData`"),
    )
}
