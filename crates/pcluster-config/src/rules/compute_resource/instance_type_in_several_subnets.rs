//! One instance type in several subnets.
//!
//! Only compute resources with `Instances` are started by EC2 Fleet, which chooses among subnets. A compute
//! resource with `InstanceType` needs a queue with one subnet.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-1b2c3d4e5f6071829] }
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-1b2c3d4e5f6071829] }
//!       ComputeResources:
//!         - Name: c5
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ComputeResource;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "instance-type-in-several-subnets",
    severity: Severity::Error,
    official: Some("SingleInstanceTypeSubnetValidator"),
    check: Check::Queue(check),
};

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Option<Finding> {
    if queue.networking.subnet_ids.len() < 2 {
        return None;
    }
    let is_single = |resource: &ComputeResource| resource.instances.is_none();
    let at = queue.compute_resources.iter().position(is_single)?;
    let resource = queue.key("ComputeResources").index(at);
    let written = queue.compute_resources.get(at).is_some_and(|resource| resource.instance_type.is_some());
    let place = if written { resource.key("InstanceType") } else { resource.clone() };
    Some(
        Finding::new("`InstanceType` works in one subnet only, and this queue has several")
            .at(place, "this is one type, not a list")
            .and(queue.key("Networking").key("SubnetIds"), "the queue has several subnets")
            .decided_by(resource.key("Instances"))
            .help("write `Instances: [{ InstanceType: ... }]` instead, or leave one subnet"),
    )
}
