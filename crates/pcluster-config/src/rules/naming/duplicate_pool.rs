//! Two login pools with the same name.
//!
//! The name becomes part of names in AWS, and tells pools apart in an update of the cluster.
//!
//! ```yaml fires
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       InstanceType: c5.large
//!       Count: 1
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!     - Name: login
//!       InstanceType: g4dn.xlarge
//!       Count: 1
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//! ```
//!
//! ```yaml quiet
//! LoginNodes:
//!   Pools:
//!     - Name: login
//!       InstanceType: c5.large
//!       Count: 1
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!     - Name: desktop
//!       InstanceType: g4dn.xlarge
//!       Count: 1
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-pool",
    severity: Severity::Error,
    official: Some("DuplicateNameValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let pools = cluster.login_nodes.iter().flat_map(|login| &login.pools);
    let found = super::duplicates(pools.map(|pool| pool.name.as_str())).into_iter();
    let found = found.map(|(name, first, second)| {
        let place = |index| cluster.key("LoginNodes").key("Pools").index(index).key("Name");
        Finding::new(format!("two login pools have the name `{name}`"))
            .at(place(second), "the second one")
            .and(place(first), "the first one")
            .help("rename one of them")
    });
    found.collect()
}
