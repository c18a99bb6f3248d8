//! `pclusterctl nodes`.

use std::path::PathBuf;

use clap::Args;

use crate::args::SlurmArgs;
use crate::args::job::ClusterReading;

/// Show the nodes of a cluster: those that its configuration makes, and their state in Slurm beside them.
///
/// Nodes that are missing, unexpected, down or drained are named, with what to do. Without Slurm at hand, the nodes of the
/// configuration are shown alone; without a configuration, those of Slurm.
///
/// Exit codes: 0 all is well, 1 something has to be looked at, 2 that could not be found out.
#[derive(Debug, Args)]
#[command(
    name = "nodes",
    after_help = "\
Examples:
  pclusterctl nodes --cluster cluster.yaml --host ubuntu@head-node
  pclusterctl nodes --cluster cluster.yaml --expected"
)]
pub(crate) struct Nodes {
    /// Configuration of the cluster; by default the one that `pclusterctl.toml` names
    #[arg(long, value_name = "FILE")]
    pub(crate) cluster: Option<PathBuf>,
    /// Ask no Slurm: show the nodes that the configuration makes
    #[arg(long)]
    pub(crate) expected: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
    #[command(flatten)]
    pub(crate) reading: ClusterReading,
}
