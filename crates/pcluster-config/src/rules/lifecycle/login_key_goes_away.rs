//! A key pair of login nodes of their own, which later releases refuse.
//!
//! From then on login nodes take the key pair of the head node. Silent for releases that warn of it officially.
//!
//! ```yaml fires 3.13.1
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       Count: 1
//!       InstanceType: c5.large
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       Ssh: { KeyName: training }
//! ```
//!
//! ```yaml quiet 3.13.1
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       Count: 1
//!       InstanceType: c5.large
//!       Networking: { SubnetIds: [subnet-12345678] }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Pool, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "login-key-goes-away",
    severity: Severity::Info,
    official: None,
    check: Check::Pool(check),
};

fn check(pool: &Pool<'_>, facts: &Facts<'_>) -> Option<Finding> {
    pool.ssh.as_ref()?.key_name.as_ref()?;
    if facts.has_validator("LoginNodesSshKeyNameDeprecatedValidator") {
        return None;
    }
    let gone = facts.key_ends("LoginNodes.Pools[].Ssh.KeyName")?;
    Some(
        Finding::new(format!("release {gone} and later refuse `KeyName` of login nodes"))
            .at(pool.key("Ssh").key("KeyName"), format!("known in {}, gone in {gone}", facts.release))
            .help("remove it: login nodes then take the key pair of the head node"),
    )
}
