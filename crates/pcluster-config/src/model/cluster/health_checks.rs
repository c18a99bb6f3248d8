//! `HealthChecks` of a queue or a compute resource.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// Checks before a job starts on a node.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct HealthChecks {
    /// The check of the node's GPUs. Made with its defaults when absent.
    #[garde(dive)]
    pub gpu: Option<GpuHealthCheck>,
}

/// A check of a node's NVIDIA GPUs with DCGM, before a job starts there.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct GpuHealthCheck {
    /// Runs the check: a node that fails it is drained and the job is queued again, at the cost of a later
    /// start of every job. When absent in a compute resource, the queue's holds; when absent in both, there
    /// is no check.
    pub enabled: Option<bool>,
}
