//! A head node with several network cards that gets no public address.
//!
//! EC2 assigns a public address at launch to instances with a single network interface only (EC2 User Guide, public
//! IPv4 addresses). A head node of a type with several network cards stays without one in a public subnet, and then
//! reaches neither AWS nor its users; the documentation of `HeadNode.InstanceType` asks for `ElasticIp: true` there.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: p4d.24xlarge
//!   Networking: { SubnetId: subnet-12345678 }
//!   Dcv: { Enabled: true, AllowedIps: 203.0.113.0/24 }
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: p4d.24xlarge
//!   Networking:
//!     SubnetId: subnet-12345678
//!     ElasticIp: true
//!   Ssh: { KeyName: training, AllowedIps: 203.0.113.0/24 }
//!   Dcv: { Enabled: true, AllowedIps: 203.0.113.0/24 }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "head-node-needs-elastic-ip",
    severity: Severity::Info,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, facts: &Facts<'_>) -> Option<Finding> {
    let head = &cluster.head_node;
    // Whoever writes `false` has decided.
    if head.networking.elastic_ip.is_some() {
        return None;
    }
    let cards = facts.instance(&head.instance_type)?.network_cards;
    (cards > 1).then(|| {
        let place = cluster.key("HeadNode");
        Finding::new(format!("with {cards} network cards the head node gets no public address by itself"))
            .at(place.key("InstanceType"), "")
            .decided_by(place.key("Networking").key("ElasticIp"))
            .help("write `ElasticIp: true` in a public subnet, or `false` in a private one")
    })
}
