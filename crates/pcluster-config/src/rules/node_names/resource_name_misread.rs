//! A compute resource whose nodes are taken for those of another queue.
//!
//! Nodes are called `<queue>-st-<compute resource>-<n>`, or `-dy-` when they start on demand. ParallelCluster reads queue
//! and compute resource back from that at the last `-st-` or `-dy-` (`parse_nodename` in aws-parallelcluster-node). A
//! compute resource with one of these in its name is not found then, and its nodes fail to start with
//! `InvalidNodenameError`. In the name of a queue they do no harm.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: st-c5
//!           InstanceType: c5.large
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training-dy-1
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: static-c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Resource, RuleDef};

use super::{has_marker, read};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "resource-name-misread",
    severity: Severity::Warning,
    official: None,
    check: Check::ComputeResource(check),
};

fn check(resource: &Resource<'_>, _: &Facts<'_>) -> Option<Finding> {
    let name = &resource.value().name;
    if !has_marker(name) {
        return None;
    }
    let queue = &resource.queue.value().name;
    let kind = if resource.min_count() > 0 { "st" } else { "dy" };
    let node = format!("{queue}-{kind}-{name}");
    let (read_queue, read_name) = read(&node).filter(|(read_queue, _)| read_queue != queue)?;
    Some(
        Finding::new(format!(
            "the node `{node}-1` is taken for one of queue `{read_queue}`, resource `{read_name}`"
        ))
        .at(resource.key("Name"), "`st-` and `dy-` part a name into queue and compute resource")
        .and(resource.queue.key("Name"), "this is its queue")
        .help("choose a name without `st-` and `dy-` at its start or after a hyphen"),
    )
}
