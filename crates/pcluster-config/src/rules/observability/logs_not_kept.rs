//! Logs that are kept nowhere but on the nodes.
//!
//! A compute node that fails to start is terminated within minutes, and a cluster that cannot be created is rolled back.
//! Without copies in CloudWatch the reason is lost with the disk, also where the nodes themselves delete no logs. Where
//! they do, because `Rotation` is on, there is an official warning.
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
//!     Rotation:
//!       Enabled: false
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, LogRotation};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "logs-not-kept", severity: Severity::Info, official: None, check: Check::Cluster(check) };

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let logs = cluster.monitoring.as_ref()?.logs.as_ref()?;
    let copied = logs.cloud_watch.as_ref()?.enabled();
    let rotated = logs.rotation.as_ref().is_none_or(LogRotation::enabled);
    (!copied && !rotated).then(|| {
        let section = cluster.key("Monitoring").key("Logs");
        Finding::new("when a compute node fails to start, nothing is left that says why")
            .at(section.key("CloudWatch").key("Enabled"), "logs go with their node")
            .decided_by(section.key("Rotation").key("Enabled"))
            .help("write `true`, and limit the cost with `RetentionInDays`")
    })
}
