//! A head node or login node of a type that EC2 does not offer in the region.
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
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! HeadNode:
//!   InstanceType: x8aedz.xlarge
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```
//!
//! ```yaml quiet
//! Region: us-west-2
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! HeadNode:
//!   InstanceType: c5.xlarge
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, NodeRole, RuleDef};

use super::in_region;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "head-or-login-type-not-offered",
    severity: Severity::Error,
    official: Some("InstanceTypeValidator"),
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let concerned = matches!(named.role, NodeRole::Head | NodeRole::Login(_));
    if !concerned || facts.offered(named.name) != Some(false) {
        return None;
    }
    let (name, (region, _)) = (named.name, facts.region());
    let finding = Finding::new(format!("EC2 does not offer `{name}` in {region}"))
        .at(named.path(), "this type is not to be had there");
    Some(in_region(finding, facts))
}
