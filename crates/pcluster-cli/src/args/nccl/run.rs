//! `pclusterctl nccl run`.

use std::path::PathBuf;

use clap::Args;

use super::NcclJob;
use crate::args::{ClusterArgs, SlurmArgs};

/// Measure the network between GPUs, and judge what was measured.
///
/// Writes the job as `nccl new` does, or takes the one that is given, checks it, submits it, and follows it to its end. What
/// the job writes comes to standard error, the report of `nccl report` to standard output. Ctrl-C leaves the job running;
/// `nccl report --job ID` judges it later.
///
/// Exit codes: 0 good, or nothing to judge by, 1 slow, not on EFA, wrong or failed, or the check of the job found errors, 2 the
/// job could not be submitted or followed, or it measured nothing.
#[derive(Debug, Args)]
#[command(
    name = "run",
    after_help = "\
Examples:
  pclusterctl nccl run --cluster cluster.yaml --head-node training
  pclusterctl nccl run --cluster cluster.yaml --partition p5 --nodes 4 --host ubuntu@head-node --svg p5.svg
  pclusterctl nccl run nccl.job.yaml --cluster cluster.yaml"
)]
pub(crate) struct NcclRun {
    /// The job, as `nccl new` wrote it and you changed it; by default a new one
    #[arg(value_name = "JOB.yaml", conflicts_with_all = ["partition", "nodes", "image", "programs"])]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) job: NcclJob,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    /// Write the plot as SVG, too
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Print no plot
    #[arg(long)]
    pub(crate) no_plot: bool,
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
    #[command(flatten)]
    pub(crate) cluster: ClusterArgs,
}
