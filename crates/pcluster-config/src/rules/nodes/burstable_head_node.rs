//! A burstable head node of a large cluster.
//!
//! Types of the `t` families have a fraction of their processors and network all the time, and more only until their
//! credits are used up. The head node runs the scheduler and serves `/home` to every node, in the long run at that
//! fraction: aws-parallelcluster #905 tells of a `t3.small` with which the nodes slowed down from the sixth one on.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: t3.large
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large, MaxCount: 64 }
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: m5.2xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large, MaxCount: 64 }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::{depending_on_counts, most_nodes};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "burstable-head-node",
    severity: Severity::Info,
    official: None,
    check: Check::Cluster(check),
};

/// A cluster with fewer nodes may well be for trying things out.
const LARGE: i64 = 50;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let name = cluster.head_node.instance_type.as_str();
    let family = name.split_once('.')?.0;
    let burstable = matches!(family, "t2" | "t3" | "t3a" | "t4g");
    let nodes = most_nodes(cluster);
    (burstable && nodes >= LARGE).then(|| {
        let finding = Finding::new(format!(
            "the head node of up to {nodes} compute nodes has a burstable type, `{name}`"
        ))
        .at(cluster.key("HeadNode").key("InstanceType"), "slow once its credits are used up")
        .help("take a type with a steady network, such as `m5.2xlarge`");
        depending_on_counts(finding, cluster)
    })
}
