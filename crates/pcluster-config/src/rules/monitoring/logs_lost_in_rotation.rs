//! Logs that are rotated away on the nodes and kept nowhere else.
//!
//! Rotation deletes the oldest logs of a node. With CloudWatch off, there is no copy of them.
//!
//! ```yaml fires
//! Monitoring:
//!   Logs:
//!     CloudWatch:
//!       Enabled: false
//! ```
//!
//! ```yaml quiet
//! Monitoring:
//!   Logs:
//!     CloudWatch:
//!       Enabled: false
//!     Rotation:
//!       Enabled: false
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{CloudWatchLogs, ClusterConfig, LogRotation};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "logs-lost-in-rotation",
    severity: Severity::Warning,
    official: Some("LogRotationValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let logs = cluster.monitoring.as_ref()?.logs.as_ref()?;
    let kept = logs.cloud_watch.as_ref().is_none_or(CloudWatchLogs::enabled);
    let rotated = logs.rotation.as_ref().is_none_or(LogRotation::enabled);
    (!kept && rotated).then(|| {
        let place = cluster.key("Monitoring").key("Logs");
        Finding::new("old logs are deleted from the nodes, and nothing keeps a copy")
            .at(place.key("CloudWatch").key("Enabled"), "nothing is copied to CloudWatch")
            .decided_by(place.key("Rotation").key("Enabled"))
            .help(
                "leave CloudWatch on, or write `Rotation: { Enabled: false }` to keep all logs on the nodes",
            )
    })
}
