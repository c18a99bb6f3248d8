//! Metrics of the nodes every minute, which cost money.
//!
//! EC2 reports metrics every five minutes for nothing; with detailed monitoring every metric of every node is charged.
//!
//! ```yaml fires
//! Monitoring:
//!   DetailedMonitoring: true
//! ```
//!
//! ```yaml quiet
//! Monitoring:
//!   DetailedMonitoring: false
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "detailed-monitoring",
    severity: Severity::Warning,
    official: Some("DetailedMonitoringValidator"),
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    cluster.monitoring.as_ref()?.detailed_monitoring().then(|| {
        Finding::new("metrics every minute cost money for every node")
            .at(cluster.key("Monitoring").key("DetailedMonitoring"), "")
            .help("remove `DetailedMonitoring` if metrics every five minutes are enough")
    })
}
