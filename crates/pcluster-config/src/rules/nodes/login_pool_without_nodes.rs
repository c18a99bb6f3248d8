//! A pool of login nodes without any.
//!
//! Its load balancer is made and paid for all the same, and nobody can log in through it. For a while that may be meant:
//! some updates, such as one of the munge key, want all login nodes to be stopped first.
//!
//! ```yaml fires
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       Count: 0
//!       InstanceType: c5.large
//!       Networking: { SubnetIds: [subnet-12345678] }
//! ```
//!
//! ```yaml quiet
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       Count: 2
//!       InstanceType: c5.large
//!       Networking: { SubnetIds: [subnet-12345678] }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{Check, Facts, Finding, Pool, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "login-pool-without-nodes",
    severity: Severity::Info,
    official: None,
    check: Check::Pool(check),
};

fn check(pool: &Pool<'_>, _: &Facts<'_>) -> Option<Finding> {
    (pool.count.get() == 0).then(|| {
        Finding::new(format!("the login pool `{}` has no nodes", pool.name))
            .at(pool.key("Count"), "")
            .help("write 1 or more once it is to be used, or remove the pool with its load balancer")
    })
}
