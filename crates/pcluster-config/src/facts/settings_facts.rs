//! What differs between releases in how they check settings: tables of `[rules]` in `data/releases`.

use serde::Deserialize;

use crate::model::cluster::Os;

/// Parameters of Slurm that may not be set, in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlurmSettingsFacts {
    /// For the whole cluster.
    pub(crate) cluster: Vec<String>,
    /// For the whole cluster, where `Database` is given.
    pub(crate) accounting: Vec<String>,
    /// In the line of a partition.
    pub(crate) queue: Vec<String>,
    /// In the line of nodes.
    pub(crate) compute_resource: Vec<String>,
}

/// What a remote desktop needs.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DesktopFacts {
    /// Operating systems without it.
    pub(crate) unsupported: Vec<Os>,
    /// Operating systems that besides have none on Arm.
    pub(crate) unsupported_on_arm: Vec<Os>,
    /// Whether an instance type without a GPU is remarked on.
    pub(crate) asks_for_gpu: bool,
}

/// Attributes for the cookbook that are looked at; all are below `cluster`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChefFacts {
    /// Those that must be true or false.
    pub(crate) booleans: Vec<String>,
    /// The number that `slurm.reconfigure_timeout` must be above, in seconds.
    pub(crate) reconfigure_timeout_above: Option<i64>,
}
