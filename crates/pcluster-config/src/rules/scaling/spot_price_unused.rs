//! A price for Spot instances where none are bought.
//!
//! `SpotPrice` counts only in a queue with `CapacityType: SPOT`, as its documentation says. Without it the nodes are
//! bought at the On-Demand price, several times what the price in the file lets one expect.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           SpotPrice: 0.05
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       CapacityType: SPOT
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           SpotPrice: 0.05
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::CapacityType;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "spot-price-unused",
    severity: Severity::Warning,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let price = resource.spot_price?;
    if resource.queue.capacity_type() == CapacityType::Spot {
        return None;
    }
    let finding = Finding::new(format!("a Spot price of {price} is set, but no Spot instances are bought"))
        .at(resource.key("SpotPrice"), "this has no effect");
    let path = resource.queue.key("CapacityType");
    let finding = match resource.queue.capacity_type {
        Some(_) => finding.and(path, "this would have to be `SPOT`"),
        None => finding.and(resource.queue.key("Name"), "this queue has no `CapacityType: SPOT`"),
    };
    Some(finding.help("write `CapacityType: SPOT` in the queue, or remove the price"))
}
