//! EFA on a list of instance types of which some have none.
//!
//! A node without EFA cannot be started when EFA is enabled, and EC2 may choose any type of the list.
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
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5n.9xlarge
//!             - InstanceType: c5.9xlarge
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
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: m5dn.24xlarge
//!             - InstanceType: m5n.24xlarge
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instances-efa-unsupported",
    severity: Severity::Error,
    official: Some("InstancesEFAValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.is_flexible() || !resource.efa_enabled() {
        return None;
    }
    let (at, without) = resource.types(facts).find(|(_, facts)| !facts.supports_efa())?;
    Some(
        Finding::new(format!("EFA is enabled, but `{}` does not have it", without.instance_type))
            .at(resource.type_path(at), "nodes of this type cannot start with EFA")
            .and(resource.efa_path(), "EFA is enabled here")
            .help("leave only types with EFA, or set `Enabled: false`"),
    )
}
