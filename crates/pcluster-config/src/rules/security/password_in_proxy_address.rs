//! A password in the address of a proxy.
//!
//! The address is written in clear text to every node, where all users can read it, and stands in the configuration that
//! is stored in S3. A proxy inside the VPC can know the nodes by their addresses or security groups.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     Proxy:
//!       HttpProxyAddress: http://cluster:hunter2@proxy.example.com:3128
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-12345678
//!     Proxy:
//!       HttpProxyAddress: http://proxy.example.com:3128
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, NodeRole, NodeView, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "password-in-proxy-address",
    severity: Severity::Warning,
    official: None,
    check: Check::Node(check),
};

fn check(node: &At<'_, NodeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let proxy = match node.role {
        NodeRole::Head => node.cluster.head_node.networking.proxy.as_ref(),
        NodeRole::Login(pool) => pool.networking.proxy.as_ref(),
        NodeRole::Compute(queue) => queue.networking.proxy.as_ref(),
        NodeRole::Build => None,
    };
    let address = proxy?.http_proxy_address.as_deref()?;
    let (_, rest) = address.split_once("://")?;
    let (user, _) = rest.split('/').next()?.rsplit_once('@')?;
    let (_, password) = user.split_once(':')?;
    (!password.is_empty()).then(|| {
        Finding::new(format!("every user of {} can read the password of the proxy", node.name()))
            .at(node.key("Networking").key("Proxy").key("HttpProxyAddress"), "")
            .help("let the proxy know the nodes by their addresses, and make a new password: this one is known now")
    })
}
