//! Instance types of one compute resource with different GPUs or accelerators.
//!
//! A job that asks for GPUs must find them on every node of the compute resource, so their number and their maker
//! have to be the same. The same holds for Inferentia; Trainium is not looked at.
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
//!             - InstanceType: g4dn.12xlarge
//!             - InstanceType: c5.12xlarge
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
//!             - InstanceType: g4dn.12xlarge
//!             - InstanceType: g5.12xlarge
//! ```

use crate::diagnostic::Severity;
use crate::facts::InstanceFacts;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instances-accelerators-differ",
    severity: Severity::Error,
    official: Some("InstancesAcceleratorsValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.is_flexible() {
        return None;
    }
    let gpus =
        |facts: &InstanceFacts| (facts.nvidia_gpus(), facts.gpu_manufacturer.clone().unwrap_or_default());
    let accelerators = |facts: &InstanceFacts| {
        (facts.inference_accelerators(), facts.inference_manufacturer().unwrap_or_default().to_owned())
    };
    let (what, ((first, one), (second, other))) = match resource.unlike(facts, gpus) {
        Some(pair) => ("GPUs", pair),
        None => ("accelerators", resource.unlike(facts, accelerators)?),
    };
    let has = |facts: &InstanceFacts| match what {
        "GPUs" => described(facts.gpu_count, facts.gpu_name.as_deref()),
        _ => described(facts.accelerator_count, facts.accelerator_name.as_deref()),
    };
    Some(
        Finding::new(format!("the instance types of a compute resource need the same {what}"))
            .at(resource.type_path(first), has(&one))
            .and(resource.type_path(second), has(&other))
            .help("make a compute resource of its own for each kind"),
    )
}

fn described(count: u32, name: Option<&str>) -> String {
    match (count, name) {
        (0, None) => "none".to_owned(),
        (_, None) => count.to_string(),
        (_, Some(name)) => format!("{count} x {name}"),
    }
}
