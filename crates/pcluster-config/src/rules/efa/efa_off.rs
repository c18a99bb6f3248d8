//! EFA is off although the instance type has it.
//!
//! EFA costs nothing and shortens the way between nodes for MPI and NCCL. It is off unless it is written, and jobs
//! on several nodes fall back to TCP without a word. On types that are made for training together the difference is
//! the largest: a test on p5 nodes, which have 3,200 Gbit/s, saw 20 without it (awsome-distributed-training #386).
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
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
//!         - Name: p5
//!           InstanceType: p5.48xlarge
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
//!         - Name: g5
//!           InstanceType: g5.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::efa::is_off;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "efa-off",
    severity: Severity::Warning,
    official: Some("EfaValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    if resource.is_flexible() {
        return None;
    }
    is_off(resource, facts).map(|finding| {
        finding.help(
            "for jobs on several nodes, add `Efa: { Enabled: true }` and decide about a `PlacementGroup`",
        )
    })
}
