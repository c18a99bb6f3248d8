//! SSH that the whole Internet can reach.
//!
//! An address with port 22 open is found by scanners within minutes, and the head node holds the role that runs the
//! cluster. Said where the configuration itself allows every address, or gives the head node a lasting public address
//! and leaves `AllowedIps` at its default, which is everyone.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     ElasticIp: true
//!   Ssh:
//!     KeyName: training
//! ```
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   Ssh:
//!     KeyName: training
//!     AllowedIps: 0.0.0.0/0
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     ElasticIp: true
//!   Ssh:
//!     KeyName: training
//!     AllowedIps: 203.0.113.25/32
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, ElasticIp};
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::AllowedIps;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "ssh-open-to-world",
    severity: Severity::Warning,
    official: None,
    check: Check::ClusterEach(check),
};

const HELP: &str =
    "allow the addresses that users come from, such as `203.0.113.25/32`, or log in through Session Manager";

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let head = &cluster.head_node;
    let place = cluster.key("HeadNode");
    let written = head.ssh.as_ref().and_then(|ssh| ssh.allowed_ips.as_ref());
    // With security groups of one's own, `AllowedIps` decides nothing.
    let own_groups = head.networking.security_groups.as_ref().is_some_and(|groups| !groups.is_empty());
    let elastic = |ip: &ElasticIp| ip.allocates() || ip.allocation_id().is_some();
    let has_address = head.networking.elastic_ip.as_ref().is_some_and(elastic);
    match written {
        _ if own_groups => {}
        Some(ips) if is_everyone(ips) => findings.push(
            Finding::new("SSH to the head node is open to the whole Internet")
                .at(place.key("Ssh").key("AllowedIps"), "every address")
                .decided_by(place.key("Networking").key("SecurityGroups"))
                .help(HELP),
        ),
        None if has_address => findings.push(
            Finding::new(
                "SSH to the head node is open to the whole Internet: nothing limits `Ssh.AllowedIps`",
            )
            .at(place.key("Networking").key("ElasticIp"), "a public address")
            .decided_by(place.key("Ssh").key("AllowedIps"))
            .decided_by(place.key("Networking").key("SecurityGroups"))
            .help(format!("write `HeadNode.Ssh.AllowedIps`: {HELP}")),
        ),
        _ => {}
    }
    for (index, pool) in cluster.login_nodes.iter().flat_map(|login| &login.pools).enumerate() {
        if pool.ssh.as_ref().and_then(|ssh| ssh.allowed_ips.as_ref()).is_some_and(is_everyone) {
            let path = cluster.key("LoginNodes").key("Pools").index(index).key("Ssh").key("AllowedIps");
            let message = format!("SSH to the login nodes `{}` is open to the whole Internet", pool.name);
            findings.push(Finding::new(message).at(path, "every address").help(HELP));
        }
    }
    findings
}

fn is_everyone(ips: &AllowedIps) -> bool {
    ips.as_str().trim_end().ends_with("/0")
}
