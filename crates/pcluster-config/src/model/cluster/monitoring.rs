//! `Monitoring`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::DeletionPolicy;
use crate::model::choice::one_of;
use crate::scalar::Int;

/// Days that CloudWatch can keep logs for, as the official schema lists them; 0 stands for ever.
const RETENTION_IN_DAYS: [i64; 18] =
    [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653];

/// Logs, dashboards and alarms of the cluster.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Monitoring {
    /// EC2 reports metrics of the nodes every minute, for a charge, instead of every five.
    #[schemars(extend("default" = Self::default().detailed_monitoring()))]
    pub detailed_monitoring: Option<bool>,
    /// Logs of the nodes. Made with its defaults when absent.
    #[garde(dive)]
    pub logs: Option<Logs>,
    /// Dashboards of the cluster. Made with its defaults when absent.
    #[garde(dive)]
    pub dashboards: Option<Dashboards>,
    /// Alarms about the head node. Made with its defaults when absent.
    #[garde(dive)]
    pub alarms: Option<Alarms>,
}

impl Monitoring {
    /// Whether EC2 reports metrics every minute.
    pub fn detailed_monitoring(&self) -> bool {
        self.detailed_monitoring.unwrap_or(false)
    }
}

/// Logs of the nodes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Logs {
    /// Copies in CloudWatch, which outlive the nodes. Made with its defaults when absent.
    #[garde(dive)]
    pub cloud_watch: Option<CloudWatchLogs>,
    /// Rotation on the nodes. Made with its defaults when absent.
    #[garde(dive)]
    pub rotation: Option<LogRotation>,
}

/// Copies of the nodes' logs in CloudWatch.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CloudWatchLogs {
    /// Sends the logs to CloudWatch. Without it, the log of a node that failed to start is lost with the
    /// node.
    #[schemars(extend("default" = Self::default().enabled()))]
    pub enabled: Option<bool>,
    /// How long the logs are kept; 0 keeps them for ever.
    #[garde(custom(one_of(&RETENTION_IN_DAYS)))]
    #[schemars(extend(
        "enum" = RETENTION_IN_DAYS,
        "default" = Self::default().retention_in_days(),
        "x-unit" = "days",
    ))]
    pub retention_in_days: Option<Int>,
    /// What becomes of the logs when the cluster is deleted.
    #[schemars(extend("default" = Self::default().deletion_policy()))]
    pub deletion_policy: Option<DeletionPolicy>,
}

impl CloudWatchLogs {
    /// Whether the logs are sent to CloudWatch.
    pub fn enabled(&self) -> bool {
        self.enabled.unwrap_or(true)
    }

    /// Days that the logs are kept for; 0 is for ever.
    pub fn retention_in_days(&self) -> i64 {
        self.retention_in_days.map_or(180, Int::get)
    }

    /// What becomes of the logs when the cluster is deleted.
    pub fn deletion_policy(&self) -> DeletionPolicy {
        self.deletion_policy.unwrap_or(DeletionPolicy::Retain)
    }
}

/// Rotation of the logs on the nodes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LogRotation {
    /// Rotates the logs, so that they do not fill the root volume.
    #[schemars(extend("default" = Self::default().enabled()))]
    pub enabled: Option<bool>,
}

impl LogRotation {
    /// Whether logs are rotated.
    pub fn enabled(&self) -> bool {
        self.enabled.unwrap_or(true)
    }
}

/// Dashboards of the cluster.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Dashboards {
    /// A dashboard in CloudWatch. Made with its defaults when absent.
    #[garde(dive)]
    pub cloud_watch: Option<CloudWatchDashboards>,
}

/// A dashboard of the cluster in CloudWatch.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CloudWatchDashboards {
    /// Makes a dashboard.
    #[schemars(extend("default" = Self::default().enabled()))]
    pub enabled: Option<bool>,
}

impl CloudWatchDashboards {
    /// Whether there is a dashboard.
    pub fn enabled(&self) -> bool {
        self.enabled.unwrap_or(true)
    }
}

/// Alarms in CloudWatch about the health, CPU, memory and disk of the head node.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Alarms {
    /// Makes the alarms. They tell nobody until you give them an action.
    #[schemars(extend("default" = Self::default().enabled()))]
    pub enabled: Option<bool>,
}

impl Alarms {
    /// Whether there are alarms.
    pub fn enabled(&self) -> bool {
        self.enabled.unwrap_or(true)
    }
}
