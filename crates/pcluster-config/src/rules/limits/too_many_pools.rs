//! More than 10 login pools.
//!
//! A limit of ParallelCluster for one cluster. The number of nodes in a pool is not limited in this way.
//!
//! ```yaml fires
//! LoginNodes:
//!   Pools:
//!     - Name: p0
//!       InstanceType: c5.large
//!       Count: 1
//!       Networking: &net { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!     - { Name: p1, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p2, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p3, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p4, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p5, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p6, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p7, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p8, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p9, InstanceType: c5.large, Count: 1, Networking: *net }
//!     - { Name: p10, InstanceType: c5.large, Count: 1, Networking: *net }
//! ```
//!
//! ```yaml quiet
//! LoginNodes:
//!   Pools:
//!     - Name: p0
//!       InstanceType: c5.large
//!       Count: 11
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-pools",
    severity: Severity::Error,
    official: Some("MaxCountValidator"),
    check: Check::Cluster(check),
};

const MAX_POOLS: usize = 10;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let count = cluster.login_nodes.as_ref()?.pools.len();
    (count > MAX_POOLS).then(|| {
        Finding::new(format!("a cluster has at most {MAX_POOLS} login pools, not {count}"))
            .at(cluster.key("LoginNodes").key("Pools"), "")
            .help("raise the `Count` of fewer pools")
    })
}
