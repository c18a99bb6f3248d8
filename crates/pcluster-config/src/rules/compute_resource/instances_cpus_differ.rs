//! Instance types of one compute resource with different numbers of CPUs.
//!
//! Slurm has one definition for all nodes of a compute resource. It counts vCPUs, or cores with
//! `DisableSimultaneousMultithreading`.
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
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c5.2xlarge
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
//!             - InstanceType: t2.xlarge
//!             - InstanceType: c5.xlarge
//!           DisableSimultaneousMultithreading: true
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
//!             - InstanceType: c6i.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::facts::InstanceFacts;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instances-cpus-differ",
    severity: Severity::Error,
    official: Some("InstancesCPUValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.is_flexible() {
        return None;
    }
    let single = resource.disable_simultaneous_multithreading();
    let count = |facts: &InstanceFacts| if single { facts.cores } else { facts.vcpus };
    let ((first, one), (second, other)) = resource.unlike(facts, count)?;
    let unit = if single { "cores" } else { "vCPUs" };
    let finding =
        Finding::new(format!("the instance types of a compute resource need the same number of {unit}"))
            .at(resource.type_path(first), format!("{} {unit}", count(&one)))
            .and(resource.type_path(second), format!("{} {unit}", count(&other)))
            .help("make a compute resource of its own for each number");
    let key = resource.key("DisableSimultaneousMultithreading");
    Some(if single { finding.and(key, "so cores count, not threads") } else { finding.decided_by(key) })
}
