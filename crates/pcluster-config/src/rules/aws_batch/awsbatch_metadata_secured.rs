//! A head node whose instance metadata only administrators can read, with AWS Batch.
//!
//! The commands of AWS Batch that users run on the head node need the credentials of its role. The metadata is secured by
//! default, so that AWS Batch always needs `Secured: false`.
//!
//! ```yaml fires 3.14.0
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: batch }
//!   Imds: { Secured: true }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: any
//!           InstanceTypes: [optimal]
//! ```
//!
//! ```yaml quiet 3.14.0
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-0a1b2c3d4e5f60718 }
//!   Ssh: { KeyName: batch }
//!   Imds: { Secured: false }
//! Scheduling:
//!   Scheduler: awsbatch
//!   AwsBatchQueues:
//!     - Name: batch
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: any
//!           InstanceTypes: [optimal]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "awsbatch-metadata-secured",
    severity: Severity::Error,
    official: Some("HeadNodeImdsValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let cluster = super::on_batch(cluster)?;
    let written = cluster.head_node.imds.as_ref().and_then(|imds| imds.secured);
    if written == Some(false) {
        return None;
    }
    let head = cluster.key("HeadNode");
    let secured = head.key("Imds").key("Secured");
    let finding =
        Finding::new("with AWS Batch, users must be able to read the instance metadata of the head node")
            .and(cluster.key("Scheduling").key("Scheduler"), "the scheduler is set here")
            .help("write `Imds: { Secured: false }` in `HeadNode`");
    Some(match written {
        Some(_) => finding.at(secured.clone(), "").replace("write `false`", secured, "false"),
        None => finding.at(head, "the metadata is secured by default").decided_by(secured),
    })
}
