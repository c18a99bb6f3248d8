//! A head node without a key pair.
//!
//! Nobody can log in with a key then. Other ways remain: Session Manager, users of a directory, or an image with users of
//! its own.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "no-key-pair",
    severity: Severity::Warning,
    official: Some("KeyPairValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let ssh = cluster.head_node.ssh.as_ref();
    let key = ssh.and_then(|ssh| ssh.key_name.as_deref());
    if key.is_some_and(|key| !key.is_empty()) {
        return None;
    }
    let head = cluster.key("HeadNode");
    let name = head.key("Ssh").key("KeyName");
    let finding = Finding::new("nobody can log in to the head node with an SSH key");
    let finding = match (ssh, key) {
        (_, Some(_)) => finding.at(name, "no key pair is named"),
        (Some(_), None) => finding.at(head.key("Ssh"), "no key pair is named").decided_by(name),
        (None, None) => finding.at(head, "no key pair is named").decided_by(name),
    };
    Some(finding.help("add `Ssh: { KeyName: ... }`, unless there is another way in, such as Session Manager"))
}
