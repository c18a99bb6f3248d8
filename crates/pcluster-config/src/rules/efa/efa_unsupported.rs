//! EFA on an instance type that has none.
//!
//! EC2 refuses to start a node with an EFA interface on a type that has none. Mostly the largest sizes of a family
//! have it.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.18xlarge
//!           Efa: { Enabled: true }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efa-unsupported",
    severity: Severity::Error,
    official: Some("EfaValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if resource.is_flexible() || !resource.efa_enabled() {
        return None;
    }
    let (at, without) = resource.types(facts).find(|(_, facts)| !facts.supports_efa())?;
    Some(
        Finding::new(format!("EFA is enabled, but `{}` does not have it", without.instance_type))
            .at(resource.type_path(at), "this type has no EFA")
            .and(resource.efa_path(), "EFA is enabled here")
            .help("choose a type with EFA, or set `Enabled: false`"),
    )
}
