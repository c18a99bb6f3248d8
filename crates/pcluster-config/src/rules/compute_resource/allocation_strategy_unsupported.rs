//! An allocation strategy that the capacity type does not have.
//!
//! On demand, EC2 Fleet takes the cheapest type or keeps to the order of the list. The strategies that look at
//! capacity are for Spot instances, `prioritized` is not. A Capacity Block leaves nothing to choose. The strategy
//! counts only where a compute resource has `Instances`.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: ONDEMAND
//!       AllocationStrategy: capacity-optimized
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: SPOT
//!       AllocationStrategy: prioritized
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       CapacityType: SPOT
//!       AllocationStrategy: price-capacity-optimized
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{AllocationStrategy, CapacityType};
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "allocation-strategy-unsupported",
    severity: Severity::Error,
    official: Some("InstancesAllocationStrategyValidator"),
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    use AllocationStrategy::{LowestPrice, Prioritized};

    let queue = resource.queue;
    let strategy = queue.allocation_strategy.filter(|_| resource.is_flexible())?;
    let name = strategy.as_str();
    let (message, help) = match queue.capacity_type() {
        CapacityType::OnDemand if !matches!(strategy, LowestPrice | Prioritized) => (
            format!("`{name}` is for Spot instances only"),
            "write `lowest-price` or `prioritized`, or `CapacityType: SPOT`",
        ),
        CapacityType::Spot if strategy == Prioritized => (
            format!("`{name}` is for On-Demand instances only"),
            "write `capacity-optimized-prioritized` to keep to the order of the list",
        ),
        CapacityType::CapacityBlock => {
            ("a Capacity Block has no allocation strategy".to_owned(), "remove `AllocationStrategy`")
        }
        _ => return None,
    };
    let finding = Finding::new(message).at(queue.key("AllocationStrategy"), "");
    let key = queue.key("CapacityType");
    let finding = match queue.capacity_type {
        Some(_) => finding.and(key, "the queue's instances are bought in this way"),
        None => finding.decided_by(key),
    };
    Some(finding.decided_by(resource.key("Instances")).help(help))
}
