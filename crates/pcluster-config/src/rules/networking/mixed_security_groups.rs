//! Security groups of one's own for some nodes, and those of ParallelCluster for others.
//!
//! The nodes of a cluster must reach each other. The groups that ParallelCluster makes let each other in, but they know
//! nothing of groups that replace them elsewhere. Login nodes are not looked at.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         SecurityGroups: [sg-0a1b2c3d4e5f60718]
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         AdditionalSecurityGroups: [sg-0a1b2c3d4e5f60718]
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, Scheduler, SlurmQueue};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "mixed-security-groups",
    severity: Severity::Warning,
    official: Some("MixedSecurityGroupOverwriteValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    if cluster.scheduling.scheduler != Scheduler::Slurm {
        return None;
    }
    let has_own = |queue: &SlurmQueue| {
        queue.networking.security_groups.as_ref().is_some_and(|groups| !groups.is_empty())
    };
    let queues = cluster.scheduling.slurm_queues();
    let own = queues.iter().position(has_own);
    let managed = queues.iter().position(|queue| !has_own(queue));
    let networking = |index| cluster.key("Scheduling").key("SlurmQueues").index(index).key("Networking");
    let head = cluster.key("HeadNode").key("Networking");
    let finding = Finding::new("some nodes have security groups of yours, others those of ParallelCluster")
        .help("see to it that all nodes reach each other, or add yours with `AdditionalSecurityGroups`");
    let of_yours = "these replace those of ParallelCluster";
    match (&cluster.head_node.networking.security_groups, own, managed) {
        (Some(groups), _, Some(queue)) if !groups.is_empty() => Some(
            finding
                .at(head.key("SecurityGroups"), of_yours)
                .and(networking(queue), "this queue has those of ParallelCluster")
                .decided_by(networking(queue).key("SecurityGroups")),
        ),
        // Without any queue, too, the head node is alone with its groups.
        (Some(groups), None, None) if !groups.is_empty() => {
            Some(finding.at(head.key("SecurityGroups"), of_yours))
        }
        (None, Some(queue), _) => Some(
            finding
                .at(networking(queue).key("SecurityGroups"), of_yours)
                .and(head.clone(), "the head node has those of ParallelCluster")
                .decided_by(head.key("SecurityGroups")),
        ),
        _ => None,
    }
}
