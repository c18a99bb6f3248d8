//! Nodes whose logs are kept nowhere else.
//!
//! A node that fails to start is terminated within minutes, and a cluster that cannot be created is rolled back. Without
//! copies in CloudWatch the reason is lost with the disk.
//!
//! ```yaml fires
//! Monitoring:
//!   Logs:
//!     CloudWatch:
//!       Enabled: false
//!     Rotation:
//!       Enabled: false
//! ```
//!
//! ```yaml quiet
//! Monitoring:
//!   Logs:
//!     CloudWatch:
//!       Enabled: true
//!       RetentionInDays: 14
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "logs-not-kept",
    severity: Severity::Warning,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let logs = cluster.monitoring.as_ref()?.logs.as_ref()?.cloud_watch.as_ref()?;
    (!logs.enabled()).then(|| {
        Finding::new("when a node fails to start, nothing is left that says why")
            .at(
                cluster.key("Monitoring").key("Logs").key("CloudWatch").key("Enabled"),
                "logs go with their node",
            )
            .help("write `true`, and limit the cost with `RetentionInDays`")
    })
}
