//! Dynamic nodes are started while static ones are idle.
//!
//! Slurm gives jobs to the nodes with the lowest priority number first. Static nodes (`MinCount`) are up anyway, so
//! they should have lower numbers than all dynamic nodes of the queue, which have to be started; by default they have
//! 1 and 1000.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: small
//!           InstanceType: c5.xlarge
//!           MinCount: 2
//!           StaticNodePriority: 500
//!         - Name: large
//!           InstanceType: m5.xlarge
//!           DynamicNodePriority: 100
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: small
//!           InstanceType: c5.xlarge
//!           MinCount: 2
//!           StaticNodePriority: 50
//!         - Name: large
//!           InstanceType: m5.xlarge
//!           DynamicNodePriority: 100
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "dynamic-nodes-first",
    severity: Severity::Warning,
    official: Some("SlurmNodePrioritiesWarningValidator"),
    check: Check::Queue(check),
};

fn check(queue: &Queue<'_>, _: &Facts<'_>) -> Option<Finding> {
    let resources = || queue.compute_resources.iter().enumerate();
    let (fixed, up) = resources()
        .filter(|(_, resource)| resource.min_count() > 0)
        .max_by_key(|(_, resource)| resource.static_node_priority())?;
    let (started, down) = resources()
        .filter(|(_, resource)| resource.max_count() > resource.min_count())
        .min_by_key(|(_, resource)| resource.dynamic_node_priority())?;
    let (high, low) = (up.static_node_priority(), down.dynamic_node_priority());
    if high < low {
        return None;
    }
    let place = |at: usize, key: &str, is_written: bool| {
        let resource = queue.key("ComputeResources").index(at);
        if is_written { resource.key(key) } else { resource }
    };
    let mut finding = Finding::new("jobs start dynamic nodes while static nodes are idle")
        .at(
            place(fixed, "StaticNodePriority", up.static_node_priority.is_some()),
            format!("its static nodes have the priority {high}"),
        )
        .and(
            place(started, "DynamicNodePriority", down.dynamic_node_priority.is_some()),
            format!("its dynamic nodes have {low}, and the lower number gets jobs first"),
        )
        .help("give every `StaticNodePriority` of the queue a lower number than any `DynamicNodePriority`");
    for (at, key) in [(fixed, "MinCount"), (started, "MinCount"), (started, "MaxCount")] {
        finding = finding.decided_by(queue.key("ComputeResources").index(at).key(key));
    }
    Some(finding)
}
