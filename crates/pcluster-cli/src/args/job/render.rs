//! `pclusterctl job render`.

use std::path::PathBuf;

use clap::Args;

use super::ClusterArgs;
use crate::args::Destination;

/// Make the script for `sbatch` of a job in YAML.
///
/// The script has every value quoted, so that none can become a command, and says why each variable is set. The same job
/// and cluster make the same script. What `job check` finds in the job is shown as well.
///
/// Exit codes: 0 written, 1 something is wrong with the job, 2 the cluster cannot be used, or the file exists.
#[derive(Debug, Args)]
#[command(
    name = "render",
    after_help = "\
Examples:
  pclusterctl job render train.job.yaml --cluster cluster.yaml
  pclusterctl job render train.job.yaml --cluster cluster.yaml -o train.sbatch && sbatch train.sbatch"
)]
pub(crate) struct JobRender {
    /// The job; `-` is standard input
    #[arg(value_name = "JOB.yaml")]
    pub(crate) job: PathBuf,
    #[command(flatten)]
    pub(crate) to: Destination,
    #[command(flatten)]
    pub(crate) cluster: ClusterArgs,
}
