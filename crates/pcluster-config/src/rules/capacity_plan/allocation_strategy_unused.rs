//! An allocation strategy where there is nothing to choose.
//!
//! `AllocationStrategy` says how EC2 chooses among the types of `Instances`. A compute resource with one `InstanceType`
//! is started without it.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: spot
//!       CapacityType: SPOT
//!       AllocationStrategy: capacity-optimized
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.xlarge
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: spot
//!       CapacityType: SPOT
//!       AllocationStrategy: capacity-optimized
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           Instances:
//!             - InstanceType: c5.xlarge
//!             - InstanceType: c5d.xlarge
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "allocation-strategy-unused",
    severity: Severity::Info,
    official: None,
    check: Check::Queue(check),
};

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Option<Finding> {
    let chooses = queue.compute_resources.iter().any(|resource| resource.instances.is_some());
    (queue.allocation_strategy.is_some() && !chooses).then(|| {
        Finding::new("no compute resource of this queue leaves EC2 a choice of instance types")
            .at(queue.key("AllocationStrategy"), "this has no effect")
            .help("list several types in `Instances` in place of `InstanceType`, or remove the strategy")
    })
}
