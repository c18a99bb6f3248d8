//! An instance type that cannot be bought in this way.
//!
//! Not every type is sold as a Spot instance, and only types for machine learning come in Capacity Blocks.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: SPOT
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: hpc7g
//!           InstanceType: hpc7g.16xlarge
//! HeadNode:
//!   InstanceType: c7g.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: training }
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: CAPACITY_BLOCK
//!       CapacityReservationTarget: { CapacityReservationId: cr-0123456789abcdef0 }
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5n
//!           InstanceType: c5n.18xlarge
//!           MinCount: 2
//!           MaxCount: 2
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: SPOT
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::facts::UsageClass;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "capacity-type-unsupported",
    severity: Severity::Error,
    official: Some("CapacityTypeValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let queue = resource.queue;
    let (class, how) = match queue.capacity_type() {
        CapacityType::OnDemand => (UsageClass::OnDemand, "on demand"),
        CapacityType::Spot => (UsageClass::Spot, "as a Spot instance"),
        CapacityType::CapacityBlock => (UsageClass::CapacityBlock, "in a Capacity Block"),
    };
    let (at, other) = resource
        .types(facts)
        .find(|(_, facts)| !facts.usage_classes.is_empty() && !facts.supports_usage(class))?;
    let finding = Finding::new(format!("EC2 does not sell `{}` {how}", other.instance_type))
        .at(resource.type_path(at), format!("sold as: {}", other.usage_classes));
    let key = queue.key("CapacityType");
    Some(
        match queue.capacity_type {
            Some(_) => finding.and(key, "the queue's instances are bought in this way"),
            None => finding.decided_by(key),
        }
        .help("choose another instance type, or another `CapacityType`"),
    )
}
