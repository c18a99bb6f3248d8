//! An instance type of which nothing says how it can be bought.
//!
//! Only a description in `DevSettings.InstanceTypesData` can be without `SupportedUsageClasses`; EC2 always tells
//! them.
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
//! DevSettings:
//!   InstanceTypesData: >-
//!     {"x1.beta": {"ProcessorInfo": {"SupportedArchitectures": ["x86_64"]}, "VCpuInfo": {"DefaultVCpus": 4},
//!     "MemoryInfo": {"SizeInMiB": 8192},
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
//!         - Name: beta
//!           InstanceType: x1.beta
//! DevSettings:
//!   InstanceTypesData: >-
//!     {"x1.beta": {"ProcessorInfo": {"SupportedArchitectures": ["x86_64"]}, "VCpuInfo": {"DefaultVCpus": 4},
//!     "SupportedUsageClasses": ["on-demand"],
//!     "MemoryInfo": {"SizeInMiB": 8192},
//!     "NetworkInfo": {"NetworkCards": [{"NetworkCardIndex": 0}]}}}
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "capacity-type-unverifiable",
    severity: Severity::Warning,
    official: Some("CapacityTypeValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let (at, unknown) = resource.types(facts).find(|(_, facts)| facts.usage_classes.is_empty())?;
    Some(
        Finding::new(format!("nothing says how `{}` can be bought", unknown.instance_type))
            .at(resource.type_path(at), "its description has no usage classes")
            .help("add `SupportedUsageClasses` to its description in `DevSettings.InstanceTypesData`"),
    )
}
