//! EFA in a queue whose subnets lie in several zones.
//!
//! EFA traffic does not leave its zone. The subnets of one queue always lie in different zones, since others are
//! refused.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-1b2c3d4e5f6071829] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: m5dn.24xlarge
//!             - InstanceType: m5n.24xlarge
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
    id: "efa-in-several-zones",
    severity: Severity::Error,
    official: Some("EfaMultiAzValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    (resource.efa_enabled() && facts.spans_zones(resource.queue.value())).then(|| {
        Finding::new("EFA works within one zone, and this queue has several")
            .at(resource.efa_path(), "EFA is enabled here")
            .and(resource.subnets_path(), "these subnets are in different zones")
            .help("leave one subnet, or disable EFA")
    })
}
