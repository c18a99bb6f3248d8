//! More than 50 compute resources.
//!
//! A limit of ParallelCluster for all queues of a cluster together.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - { Name: c1, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c2, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c3, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c4, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c5, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c6, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c7, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c8, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c9, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c10, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c11, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c12, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c13, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c14, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c15, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c16, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c17, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c18, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c19, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c20, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c21, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c22, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c23, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c24, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c25, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c26, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c27, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c28, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c29, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c30, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c31, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c32, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c33, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c34, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c35, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c36, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c37, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c38, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c39, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c40, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c41, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c42, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c43, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c44, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c45, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c46, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c47, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c48, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c49, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c50, InstanceType: c5.large, MaxCount: 1 }
//!         - { Name: c51, InstanceType: c5.large, MaxCount: 1 }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: q0
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-compute-resources",
    severity: Severity::Error,
    official: Some("MaxCountValidator"),
    check: Check::Scheduling(check),
};

const MAX_COMPUTE_RESOURCES: usize = 50;

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let queues = scheduling.slurm_queues();
    let count: usize = queues.iter().map(|queue| queue.compute_resources.len()).sum();
    (count > MAX_COMPUTE_RESOURCES).then(|| {
        Finding::new(format!("a cluster has at most {MAX_COMPUTE_RESOURCES} compute resources, not {count}"))
            .at(scheduling.key("SlurmQueues"), "all queues count together")
            .help("give compute resources several instance types with `Instances`, or make a second cluster")
    })
}
