//! Logs that are deleted together with the cluster.
//!
//! A cluster whose creation fails is rolled back, which deletes it: with this policy the logs that say why go as well.
//!
//! ```yaml fires
//! Monitoring:
//!   Logs:
//!     CloudWatch:
//!       DeletionPolicy: Delete
//! ```
//!
//! ```yaml quiet
//! Monitoring:
//!   Logs:
//!     CloudWatch:
//!       RetentionInDays: 14
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, DeletionPolicy};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "logs-deleted-with-cluster",
    severity: Severity::Info,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let logs = cluster.monitoring.as_ref()?.logs.as_ref()?.cloud_watch.as_ref()?;
    (logs.enabled() && logs.deletion_policy() == DeletionPolicy::Delete).then(|| {
        let section = cluster.key("Monitoring").key("Logs").key("CloudWatch");
        Finding::new("when the creation of the cluster fails, the logs that say why are deleted with it")
            .at(section.key("DeletionPolicy"), "")
            .decided_by(section.key("Enabled"))
            .help("write `Retain`, and limit the cost with `RetentionInDays`")
    })
}
