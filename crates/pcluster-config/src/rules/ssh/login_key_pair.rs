//! A key pair of a login pool, which has no place any more.
//!
//! Login nodes take the key pair of the head node. Release 3.14 still reads the key, later ones refuse it.
//!
//! ```yaml fires 3.14.0
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       InstanceType: c5.large
//!       Count: 1
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       Ssh:
//!         KeyName: training
//!         AllowedIps: 203.0.113.0/24
//! ```
//!
//! ```yaml quiet 3.14.0
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       InstanceType: c5.large
//!       Count: 1
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       Ssh:
//!         AllowedIps: 203.0.113.0/24
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Pool, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "login-key-pair",
    severity: Severity::Warning,
    official: Some("LoginNodesSshKeyNameDeprecatedValidator"),
    check: Check::Pool(check),
};

fn check(pool: &Pool<'_>, _: &Facts<'_>) -> Option<Finding> {
    let key = pool.ssh.as_ref()?.key_name.as_deref().filter(|key| !key.is_empty())?;
    let place = pool.key("Ssh").key("KeyName");
    let finding =
        Finding::new("login nodes take the key pair of the head node; later releases refuse `KeyName` here")
            .at(place.clone(), "");
    let of_head = pool.cluster.head_node.ssh.as_ref().and_then(|ssh| ssh.key_name.as_deref());
    Some(if of_head == Some(key) {
        finding.help("remove it: it is that of the head node").remove("remove `KeyName`", place)
    } else {
        finding.help("remove it; users then log in with the key pair of the head node")
    })
}
