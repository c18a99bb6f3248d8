//! Instance types of one compute resource with different numbers of EFA interfaces.
//!
//! All nodes of a compute resource are started with the EFA interfaces of the type that has the fewest of them.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: false }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: p5.48xlarge
//!             - InstanceType: p6-b200.48xlarge
//!           Efa: { Enabled: true }
//! ```
//!
//! ```yaml quiet 3.14.0
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: false }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: p5.48xlarge
//!             - InstanceType: p6-b200.48xlarge
//!           Efa: { Enabled: true }
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
//!             - InstanceType: m5dn.24xlarge
//!             - InstanceType: m5n.24xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instances-efa-interfaces-differ",
    severity: Severity::Warning,
    official: Some("InstancesNetworkingValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.is_flexible() || !facts.of_release().instances.compares_efa_interfaces {
        return None;
    }
    let ((first, one), (second, other)) = resource.unlike(facts, |facts| facts.efa_interfaces)?;
    let fewest = resource.types(facts).map(|(_, facts)| facts.efa_interfaces).min()?;
    Some(
        Finding::new(format!(
            "every node gets at most {fewest} EFA interfaces, although some types have more"
        ))
        .at(resource.type_path(first), format!("{} EFA interfaces", one.efa_interfaces))
        .and(resource.type_path(second), format!("{} EFA interfaces", other.efa_interfaces))
        .help("make a compute resource of its own for the types with more EFA interfaces"),
    )
}
