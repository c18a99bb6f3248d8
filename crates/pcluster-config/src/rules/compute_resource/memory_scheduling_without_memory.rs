//! Scheduling by memory on a node whose memory is not known.
//!
//! Only a description in `DevSettings.InstanceTypesData` can be without `MemoryInfo`; EC2 always tells it.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings: { EnableMemoryBasedScheduling: true }
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: beta
//!           InstanceType: x1.beta
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
//!   SlurmSettings: { EnableMemoryBasedScheduling: true }
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "memory-scheduling-without-memory",
    severity: Severity::Error,
    official: Some("InstanceTypeMemoryInfoValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let settings = resource.cluster.scheduling.slurm_settings.as_ref()?;
    if !settings.enable_memory_based_scheduling() {
        return None;
    }
    let (at, unknown) = resource.types(facts).find(|(_, facts)| facts.memory_mib == 0)?;
    let settings = Path::root().key("Scheduling").key("SlurmSettings");
    Some(
        Finding::new(format!("nothing says how much memory `{}` has", unknown.instance_type))
            .at(resource.type_path(at), "its description has no memory")
            .and(settings.key("EnableMemoryBasedScheduling"), "Slurm is to give out memory")
            .help("add `MemoryInfo` to its description in `DevSettings.InstanceTypesData`"),
    )
}
