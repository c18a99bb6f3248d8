//! `pclusterctl job`.

mod check;
mod new;
mod render;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use pcluster_config::facts::Release;

use crate::terminal::ColorChoice;

use super::ConfigFile;

pub(crate) use check::JobCheck;
pub(crate) use new::{JobKind, JobNew};
pub(crate) use render::JobRender;

/// Write Slurm jobs that fit a cluster, and check those that are there.
///
/// `new` writes a job as YAML with what the cluster has, `check` says what is wrong with it or with a script, `render` makes
/// the script for `sbatch` of it.
#[derive(Debug, Args)]
pub(crate) struct Job {
    #[command(subcommand)]
    pub(crate) command: JobCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum JobCommand {
    // The help is that of the structs: a comment here would hide it.
    New(JobNew),
    Check(JobCheck),
    Render(JobRender),
}

impl JobCommand {
    /// Whether one JSON object a line is wanted.
    #[cfg(feature = "aws")]
    pub(super) fn prints_json_lines(&self) -> bool {
        match self {
            Self::New(_) | Self::Check(_) | Self::Render(_) => false,
        }
    }
}

/// The cluster that a job is for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cluster")]
pub(crate) struct ClusterArgs {
    /// Configuration of the cluster that the job is for; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) cluster: PathBuf,
    #[command(flatten)]
    pub(crate) reading: ClusterReading,
}

/// How the configuration of a cluster is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cluster")]
pub(crate) struct ClusterReading {
    /// Release of ParallelCluster that the cluster runs; by default the one that `pclusterctl.toml` names, else the newest
    #[arg(long, value_parser = super::release, value_name = "VERSION")]
    pub(crate) release: Option<Release>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
}
