//! Nodes, or the build of an image, on an instance type that EC2 does not offer in the region.
//!
//! Where the file names no region, `us-east-1` is assumed. Regions and types about which nothing is known are left
//! out.
//!
//! ```yaml fires
//! Region: us-east-1
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: hpc6a
//!           InstanceType: hpc6a.48xlarge
//!           Efa: { Enabled: true }
//! ```
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
//!         - Name: hpc6a
//!           InstanceType: hpc6a.48xlarge
//!           Efa: { Enabled: true }
//! ```
//!
//! ```yaml quiet
//! Region: us-east-2
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: hpc6a
//!           InstanceType: hpc6a.48xlarge
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, NodeRole, RuleDef};

use super::in_region;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instance-type-not-offered",
    severity: Severity::Error,
    official: Some("InstanceTypeBaseAMICompatibleValidator"),
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let concerned = !matches!(named.role, NodeRole::Login(pool) if pool.image.is_none());
    if !concerned || facts.offered(named.name) != Some(false) {
        return None;
    }
    let (name, (region, _)) = (named.name, facts.region());
    let finding = Finding::new(format!("`{name}` cannot be started in {region}"))
        .at(named.path(), "EC2 does not offer this type there");
    Some(in_region(finding, facts))
}
