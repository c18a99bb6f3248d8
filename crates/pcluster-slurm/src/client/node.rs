//! A node as Slurm knows it.

use serde::Serialize;

use super::NodeState;

/// A node as Slurm knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Node {
    /// Its name, `<queue>-st-<resource>-<n>` or `<queue>-dy-<resource>-<n>` on ParallelCluster.
    pub name: String,
    /// Its state.
    pub state: NodeState,
    /// Its partitions.
    pub partitions: Vec<String>,
    /// Why it is down or drained, in words of whoever decided it.
    pub reason: Option<String>,
    /// Its CPUs.
    pub cpus: u32,
    /// Memory that Slurm gives out, in MiB.
    pub memory: u64,
    /// Its generic resources, such as `gpu:h100:8`.
    pub gres: String,
    /// Its features, such as `static` and `efa`.
    pub features: Vec<String>,
}
