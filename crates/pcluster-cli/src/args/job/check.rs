//! `pclusterctl job check`.

use std::path::PathBuf;

use clap::Args;
use pcluster_config::facts::Release;

use crate::args::Checking;

/// Check jobs against the cluster that they are for, and say everything that is wrong, in its place.
///
/// A job is a script for `sbatch`, or YAML in a file whose name ends with `.job.yaml`. It is held against what the
/// configuration of the cluster offers: partitions, nodes, GPUs, memory, features, shared directories. Nothing is asked of
/// AWS or of Slurm.
///
/// A comment `# pclusterctl: allow[rule-id] reason` on the line of a finding, or on the line above it, hides it; on the line
/// of an `#SBATCH` directive it stands behind the options. Settings come from the `pclusterctl.toml` that is found first,
/// going up from each file to the root of its repository; the command line wins.
///
/// Exit codes: 0 nothing is wrong, 1 something is wrong with a job, 2 a job or the cluster could not be checked.
#[derive(Debug, Args)]
#[command(
    name = "check",
    after_help = "\
Examples:
  pclusterctl job check train.sbatch --cluster cluster.yaml
  pclusterctl job check jobs/ --cluster cluster.yaml --format github
  pclusterctl job check train.sbatch --no-cluster"
)]
pub(crate) struct JobCheck {
    /// Jobs to check; `-` is standard input. In a directory, every *.sbatch, *.slurm and *.job.yaml file is checked, and
    /// every *.sh file with `#SBATCH` in it, except hidden files and those that git ignores
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub(crate) paths: Vec<PathBuf>,
    /// Configuration of the cluster that the jobs are for; by default the one that `pclusterctl.toml` names
    #[arg(long, value_name = "FILE")]
    pub(crate) cluster: Option<PathBuf>,
    /// Check only what needs no cluster
    #[arg(long, conflicts_with_all = ["cluster", "release"])]
    pub(crate) no_cluster: bool,
    /// Release of ParallelCluster that the cluster runs; by default the one that `pclusterctl.toml` names, else the newest
    #[arg(long, value_parser = crate::args::release, value_name = "VERSION")]
    pub(crate) release: Option<Release>,
    #[command(flatten)]
    pub(crate) checking: Checking,
}
