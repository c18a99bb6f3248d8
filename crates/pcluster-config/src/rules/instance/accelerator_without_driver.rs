//! GPUs or accelerators that the official image has no driver for.
//!
//! The official images have drivers for NVIDIA's GPUs, and ParallelCluster counts those and AWS's accelerators
//! only: Slurm has no GPUs of others to give to jobs.
//!
//! ```yaml fires
//! Region: us-west-2
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: dl2q
//!           InstanceType: dl2q.24xlarge
//! ```
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
//!     "SupportedUsageClasses": ["on-demand"],
//!     "MemoryInfo": {"SizeInMiB": 8192}, "GpuInfo": {"Gpus": [{"Manufacturer": "AMD", "Count": 1}]},
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
//!         - Name: g5
//!           InstanceType: g5.4xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: inf2
//!           InstanceType: inf2.8xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, NodeRole, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "accelerator-without-driver",
    severity: Severity::Warning,
    official: Some("InstanceTypeAcceleratorManufacturerValidator"),
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let NodeRole::Compute(_) = named.role else { return None };
    let node = facts.instance(named.name)?;
    let gpu = node.gpu_manufacturer.as_deref().filter(|maker| !maker.eq_ignore_ascii_case("NVIDIA"));
    let accelerator = node.inference_manufacturer().filter(|maker| !maker.eq_ignore_ascii_case("AWS"));
    let (maker, what) =
        gpu.map(|maker| (maker, "GPUs")).or(accelerator.map(|maker| (maker, "accelerators")))?;
    Some(
        Finding::new(format!("the official image has no driver for the {what} of `{}`", named.name))
            .at(
                named.path(),
                if maker.is_empty() { "no maker is known".to_owned() } else { format!("made by {maker}") },
            )
            .help("use a `CustomAmi` with the driver, and tell Slurm about the devices yourself"),
    )
}
