//! More than 50 queues.
//!
//! A limit of ParallelCluster for one cluster.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: q0
//!       Networking: &net { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//!     - { Name: q1, Networking: *net, ComputeResources: [] }
//!     - { Name: q2, Networking: *net, ComputeResources: [] }
//!     - { Name: q3, Networking: *net, ComputeResources: [] }
//!     - { Name: q4, Networking: *net, ComputeResources: [] }
//!     - { Name: q5, Networking: *net, ComputeResources: [] }
//!     - { Name: q6, Networking: *net, ComputeResources: [] }
//!     - { Name: q7, Networking: *net, ComputeResources: [] }
//!     - { Name: q8, Networking: *net, ComputeResources: [] }
//!     - { Name: q9, Networking: *net, ComputeResources: [] }
//!     - { Name: q10, Networking: *net, ComputeResources: [] }
//!     - { Name: q11, Networking: *net, ComputeResources: [] }
//!     - { Name: q12, Networking: *net, ComputeResources: [] }
//!     - { Name: q13, Networking: *net, ComputeResources: [] }
//!     - { Name: q14, Networking: *net, ComputeResources: [] }
//!     - { Name: q15, Networking: *net, ComputeResources: [] }
//!     - { Name: q16, Networking: *net, ComputeResources: [] }
//!     - { Name: q17, Networking: *net, ComputeResources: [] }
//!     - { Name: q18, Networking: *net, ComputeResources: [] }
//!     - { Name: q19, Networking: *net, ComputeResources: [] }
//!     - { Name: q20, Networking: *net, ComputeResources: [] }
//!     - { Name: q21, Networking: *net, ComputeResources: [] }
//!     - { Name: q22, Networking: *net, ComputeResources: [] }
//!     - { Name: q23, Networking: *net, ComputeResources: [] }
//!     - { Name: q24, Networking: *net, ComputeResources: [] }
//!     - { Name: q25, Networking: *net, ComputeResources: [] }
//!     - { Name: q26, Networking: *net, ComputeResources: [] }
//!     - { Name: q27, Networking: *net, ComputeResources: [] }
//!     - { Name: q28, Networking: *net, ComputeResources: [] }
//!     - { Name: q29, Networking: *net, ComputeResources: [] }
//!     - { Name: q30, Networking: *net, ComputeResources: [] }
//!     - { Name: q31, Networking: *net, ComputeResources: [] }
//!     - { Name: q32, Networking: *net, ComputeResources: [] }
//!     - { Name: q33, Networking: *net, ComputeResources: [] }
//!     - { Name: q34, Networking: *net, ComputeResources: [] }
//!     - { Name: q35, Networking: *net, ComputeResources: [] }
//!     - { Name: q36, Networking: *net, ComputeResources: [] }
//!     - { Name: q37, Networking: *net, ComputeResources: [] }
//!     - { Name: q38, Networking: *net, ComputeResources: [] }
//!     - { Name: q39, Networking: *net, ComputeResources: [] }
//!     - { Name: q40, Networking: *net, ComputeResources: [] }
//!     - { Name: q41, Networking: *net, ComputeResources: [] }
//!     - { Name: q42, Networking: *net, ComputeResources: [] }
//!     - { Name: q43, Networking: *net, ComputeResources: [] }
//!     - { Name: q44, Networking: *net, ComputeResources: [] }
//!     - { Name: q45, Networking: *net, ComputeResources: [] }
//!     - { Name: q46, Networking: *net, ComputeResources: [] }
//!     - { Name: q47, Networking: *net, ComputeResources: [] }
//!     - { Name: q48, Networking: *net, ComputeResources: [] }
//!     - { Name: q49, Networking: *net, ComputeResources: [] }
//!     - { Name: q50, Networking: *net, ComputeResources: [] }
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
    id: "too-many-queues",
    severity: Severity::Error,
    official: Some("MaxCountValidator"),
    check: Check::Scheduling(check),
};

const MAX_QUEUES: usize = 50;

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let count = scheduling.slurm_queues().len();
    (count > MAX_QUEUES).then(|| {
        Finding::new(format!("a cluster has at most {MAX_QUEUES} queues, not {count}"))
            .at(scheduling.key("SlurmQueues"), "")
            .help("put instance types that are used alike into one queue, as several compute resources")
    })
}
