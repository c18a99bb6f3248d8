//! A bootstrap timeout of the head node that CloudFormation does not take.
//!
//! ParallelCluster makes it the timeout of the wait condition `HeadNodeWaitCondition`, for which CloudFormation takes 12
//! hours (43,200 seconds) at most, as the documentation of `AWS::CloudFormation::WaitCondition` says: the resource, and
//! with it the creation of the cluster, fails. The official schema has no upper limit.
//!
//! ```yaml fires
//! DevSettings:
//!   Timeouts:
//!     HeadNodeBootstrapTimeout: 86400
//! ```
//!
//! ```yaml quiet
//! DevSettings:
//!   Timeouts:
//!     HeadNodeBootstrapTimeout: 43200
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "head-bootstrap-timeout-too-long",
    severity: Severity::Error,
    official: None,
    check: Check::Cluster(check),
};

/// The greatest timeout of a wait condition, in seconds.
const MOST: i64 = 43_200;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let timeouts = cluster.dev_settings.as_ref()?.timeouts.as_ref()?;
    let seconds = timeouts.head_node_bootstrap_timeout();
    (seconds > MOST).then(|| {
        let timeouts = cluster.key("DevSettings").key("Timeouts");
        Finding::new(format!("CloudFormation waits {MOST} seconds for the head node at most, not {seconds}"))
            .at(timeouts.key("HeadNodeBootstrapTimeout"), "the stack is refused with this")
            .help("write 43200 (12 hours) or less")
    })
}
