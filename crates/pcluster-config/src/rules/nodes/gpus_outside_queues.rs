//! GPUs on the head node or on login nodes, where no job can use them.
//!
//! Slurm runs jobs on compute nodes only. GPUs elsewhere are of use to a remote desktop, which is why there is no
//! finding with DCV, and cost money all the time otherwise.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: g5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: g5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//!   Dcv:
//!     Enabled: true
//!     AllowedIps: 203.0.113.0/24
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{Dcv, Scheduler};
use crate::rules::{At, Check, Facts, Finding, InstanceUse, NodeRole, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "gpus-outside-queues",
    severity: Severity::Info,
    official: None,
    check: Check::InstanceType(check),
};

fn check(instance: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let cluster = instance.cluster?;
    let (desktop, nodes) = match instance.role {
        NodeRole::Head => (cluster.head_node.dcv.as_ref(), "the head node"),
        NodeRole::Login(pool) => (pool.dcv.as_ref(), "login nodes"),
        NodeRole::Compute(_) | NodeRole::Build => return None,
    };
    let served = desktop.is_some_and(|dcv: &Dcv| dcv.enabled);
    let slurm = cluster.scheduling.scheduler == Scheduler::Slurm;
    let has_gpus = facts.instance(instance.name).is_some_and(|known| known.has_gpus());
    let dcv = instance.path().parent().map(|section| section.key("Dcv"));
    dcv.filter(|_| has_gpus && slurm && !served).map(|dcv| {
        Finding::new(format!("no job can use the GPUs of {nodes}"))
            .at(instance.path(), "a type with GPUs")
            .decided_by(dcv.key("Enabled"))
            .help("take a type without GPUs, and put the GPUs into a queue")
    })
}
