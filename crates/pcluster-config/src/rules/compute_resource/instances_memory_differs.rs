//! Memory is given out to jobs, but the types of a compute resource have very different memory.
//!
//! Slurm has one figure for all nodes of a compute resource: that of the type with the least memory. On the others
//! the rest cannot be used. Differences of up to 4 GiB or 20 % are not mentioned.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings: { EnableMemoryBasedScheduling: true }
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: r5.xlarge
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
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: r5.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instances-memory-differs",
    severity: Severity::Warning,
    official: Some("InstancesMemorySchedulingWarningValidator"),
    check: Check::ComputeResource(check),
};

/// MiB that may differ.
const TOLERATED: u64 = 4096;

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let settings = resource.cluster.scheduling.slurm_settings.as_ref()?;
    if !resource.is_flexible() || !settings.enable_memory_based_scheduling() {
        return None;
    }
    let types = || resource.types(facts).filter(|(_, facts)| facts.memory_mib > 0);
    let (small, least) = types().min_by_key(|(_, facts)| facts.memory_mib)?;
    let (large, most) = types().max_by_key(|(_, facts)| facts.memory_mib)?;
    let (least, most) = (least.memory_mib, most.memory_mib);
    let difference = most - least;
    (difference > TOLERATED && difference * 5 > least).then(|| {
        let settings = Path::root().key("Scheduling").key("SlurmSettings");
        Finding::new(format!(
            "Slurm gives out at most {least} MiB of every node, although some have {most} MiB"
        ))
        .at(resource.type_path(large), format!("{most} MiB"))
        .and(resource.type_path(small), format!("{least} MiB, which counts for all"))
        .and(settings.key("EnableMemoryBasedScheduling"), "Slurm gives out memory")
        .help("make a compute resource of its own for the types with more memory")
    })
}
