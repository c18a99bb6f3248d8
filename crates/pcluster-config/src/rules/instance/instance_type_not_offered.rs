//! Nodes, or the build of an image, on an instance type that EC2 does not offer in the region.
//!
//! Where the file names no region, that of `--region` or of the settings holds, or else `us-east-1`. Which type is
//! offered where is EC2's own list (`DescribeInstanceTypeOfferings`) at the date of the catalogue. It has the commercial
//! regions; any other, such as `us-gov-west-1` and `cn-north-1`, is judged as `us-east-1`, and the finding says so:
//! where EC2 does offer the type there, allow it. Of types that the catalogue does not have, nothing is said here.
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
//! ```yaml fires
//! Region: us-gov-west-1
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: trainium
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: trn2
//!           InstanceType: trn2.3xlarge
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

use super::Lack;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instance-type-not-offered",
    severity: Severity::Error,
    official: Some("InstanceTypeBaseAMICompatibleValidator"),
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let concerned = !matches!(named.role, NodeRole::Login(pool) if pool.image.is_none());
    let lack = super::lack(named, facts).filter(|_| concerned)?;
    let (name, (region, _)) = (named.name, facts.region());
    let message = match lack {
        Lack::Known => format!("`{name}` cannot be started in {region}"),
        Lack::Inferred => format!("`{name}` may not be offered in {region}"),
    };
    Some(super::not_offered(message, named, lack, facts))
}
