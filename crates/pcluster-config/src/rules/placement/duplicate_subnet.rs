//! The same subnet twice in one queue.
//!
//! The subnets of a queue have to lie in different zones, so none can stand twice.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60718] }
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
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718, subnet-1b2c3d4e5f6071829] }
//!       ComputeResources:
//!         - Name: mixed
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c6i.xlarge
//! ```

use crate::diagnostic::Severity;
use std::collections::HashMap;

use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-subnet",
    severity: Severity::Error,
    official: Some("QueueSubnetsValidator"),
    check: Check::Queue(check),
};

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Option<Finding> {
    let mut seen = HashMap::new();
    let mut subnets = queue.networking.subnet_ids.iter().enumerate();
    let (first, second, subnet) =
        subnets.find_map(|(at, subnet)| Some((seen.insert(subnet, at)?, at, subnet)))?;
    let item = |at| queue.key("Networking").key("SubnetIds").index(at);
    Some(
        Finding::new(format!("queue `{}` has the subnet `{subnet}` twice", queue.name))
            .at(item(second), "this is the second time")
            .and(item(first), "this is the first")
            .help("remove one of them"),
    )
}
