//! `AllowedIps` together with security groups of one's own, which make it ineffective.
//!
//! `AllowedIps` is a rule of the security group that ParallelCluster makes. With `SecurityGroups` there is no such
//! group in the stack that it makes: who gets in is decided by one's own groups alone, and an address that is not
//! listed may well be let in.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     SecurityGroups: [sg-12345678]
//!   Ssh:
//!     AllowedIps: 203.0.113.0/24
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     AdditionalSecurityGroups: [sg-12345678]
//!   Ssh:
//!     AllowedIps: 203.0.113.0/24
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::{ClusterConfig, Dcv};
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::SecurityGroupId;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "allowed-ips-ignored",
    severity: Severity::Warning,
    official: None,
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pools = cluster.login_nodes.as_ref().map(|login| login.pools.as_slice()).unwrap_or_default();
    let head = &cluster.head_node;
    if is_given(head.networking.security_groups.as_ref()) {
        let place = cluster.key("HeadNode");
        // Login pools that say nothing themselves take the head node's, also for their load balancers.
        let inherited =
            pools.iter().any(|pool| pool.ssh.as_ref().is_none_or(|ssh| ssh.allowed_ips.is_none()));
        if head.ssh.as_ref().is_some_and(|ssh| ssh.allowed_ips.is_some()) && !inherited {
            findings.push(ignored(&place, &place.key("Ssh")));
        }
        if has_ips(head.dcv.as_ref()) {
            findings.push(ignored(&place, &place.key("Dcv")));
        }
    }
    for (index, pool) in pools.iter().enumerate() {
        if is_given(pool.networking.security_groups.as_ref()) && has_ips(pool.dcv.as_ref()) {
            let place = cluster.key("LoginNodes").key("Pools").index(index);
            findings.push(ignored(&place, &place.key("Dcv")));
        }
    }
    findings
}

fn is_given(groups: Option<&Vec<SecurityGroupId>>) -> bool {
    groups.is_some_and(|groups| !groups.is_empty())
}

fn has_ips(dcv: Option<&Dcv>) -> bool {
    dcv.is_some_and(|dcv| dcv.enabled && dcv.allowed_ips.is_some())
}

fn ignored(node: &Path, section: &Path) -> Finding {
    Finding::new("`AllowedIps` has no effect with security groups of your own")
        .at(section.key("AllowedIps"), "not used")
        .decided_by(section.key("Enabled"))
        .and(node.key("Networking").key("SecurityGroups"), "these alone decide who gets in")
        .help("put the addresses into the rules of your groups, or use `AdditionalSecurityGroups` instead")
}
