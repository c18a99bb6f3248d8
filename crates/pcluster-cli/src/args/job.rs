//! `pclusterctl job`.

#[cfg(feature = "aws")]
mod cancel;
mod check;
#[cfg(feature = "aws")]
mod list;
#[cfg(feature = "aws")]
mod logs;
mod new;
mod render;
#[cfg(feature = "aws")]
mod status;
#[cfg(feature = "aws")]
mod submit;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use pcluster_config::facts::Release;

use crate::terminal::ColorChoice;

use super::ConfigFile;

#[cfg(feature = "aws")]
pub(crate) use cancel::JobCancel;
pub(crate) use check::JobCheck;
#[cfg(feature = "aws")]
pub(crate) use list::JobList;
#[cfg(feature = "aws")]
pub(crate) use logs::JobLogs;
pub(crate) use new::{JobKind, JobNew};
pub(crate) use render::JobRender;
#[cfg(feature = "aws")]
pub(crate) use status::JobStatus;
#[cfg(feature = "aws")]
pub(crate) use submit::JobSubmit;

/// Write Slurm jobs that fit a cluster, check them, and run them.
///
/// `new` writes a job as YAML with what the cluster has, `check` says what is wrong with it or with a script, `render` makes
/// the script for `sbatch` of it, `submit` runs either and follows it to its end; `status`, `logs`, `cancel` and `list` are
/// about jobs that are there.
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
    #[cfg(feature = "aws")]
    Submit(JobSubmit),
    #[cfg(feature = "aws")]
    Status(JobStatus),
    #[cfg(feature = "aws")]
    Logs(JobLogs),
    #[cfg(feature = "aws")]
    Cancel(JobCancel),
    #[cfg(feature = "aws")]
    List(JobList),
}

impl JobCommand {
    /// Whether one JSON object a line is wanted.
    #[cfg(feature = "aws")]
    pub(super) fn prints_json_lines(&self) -> bool {
        match self {
            Self::New(_) | Self::Check(_) | Self::Render(_) => false,
            Self::Submit(args) => args.json,
            Self::Status(args) => args.json,
            Self::Logs(args) => args.json,
            Self::Cancel(args) => args.json,
            Self::List(args) => args.json,
        }
    }
}

/// The cluster that a job is for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cluster")]
pub(crate) struct ClusterArgs {
    /// Configuration of the cluster that the job is for; `-` is standard input. By default the one that `pclusterctl.toml`
    /// names
    #[arg(long, value_name = "FILE")]
    pub(crate) cluster: Option<PathBuf>,
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
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = None)]
    pub(crate) color: ColorChoice,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
}
