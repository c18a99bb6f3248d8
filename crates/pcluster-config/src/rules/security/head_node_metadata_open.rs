//! The credentials of the head node are open to every user who logs in.
//!
//! The role of the head node starts and stops instances and reads the cluster's secrets. `Secured: true`, the
//! default, lets only root and the cluster's own users fetch its credentials from the metadata service (documentation
//! of `HeadNode.Imds.Secured`).
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Imds:
//!     Secured: false
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Imds:
//!     Secured: true
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, Scheduler};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "head-node-metadata-open",
    severity: Severity::Warning,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let open = cluster.head_node.imds.as_ref().is_some_and(|imds| !imds.secured());
    // With AWS Batch it cannot be otherwise.
    let batch = cluster.scheduling.scheduler == Scheduler::AwsBatch;
    (open && !batch).then(|| {
        Finding::new("every user of the head node can act in AWS with its role")
            .at(cluster.key("HeadNode").key("Imds").key("Secured"), "")
            .help("write `true`, and run what needs AWS as root or with credentials of its own")
    })
}
