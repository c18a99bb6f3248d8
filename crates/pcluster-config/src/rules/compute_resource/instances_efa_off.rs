//! EFA is off although instance types of the list have it.
//!
//! EFA costs nothing and lowers the latency between nodes for MPI and NCCL. It is off unless it is written.
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
//!             - InstanceType: m5dn.24xlarge
//!             - InstanceType: m5n.24xlarge
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
use crate::rules::efa::is_off;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instances-efa-off",
    severity: Severity::Warning,
    official: Some("InstancesEFAValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if !resource.is_flexible() {
        return None;
    }
    is_off(resource, facts).map(|finding| {
        finding.help(
            "for jobs on several nodes, add `Efa: { Enabled: true }`, which all types of the list must have",
        )
    })
}
