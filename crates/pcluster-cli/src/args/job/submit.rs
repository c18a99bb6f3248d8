//! `pclusterctl job submit`.

use std::path::PathBuf;

use clap::Args;

use crate::args::SlurmArgs;
use crate::args::job::ClusterReading;

/// Check a job, submit it, and follow it to its end.
///
/// What the job writes comes to standard output; why it waits, which nodes start and how it ended to standard error. Ctrl-C
/// leaves the job running: `job logs --follow` goes on. The script is sent to `sbatch`, not copied; it is submitted once,
/// even if the connection breaks.
///
/// Exit codes: that of the job (128 and the number of the signal that ended it), 1 where the job has none or its check
/// found errors, 2 where it could not be submitted or followed.
#[derive(Debug, Args)]
#[command(
    name = "submit",
    after_help = "\
Examples:
  pclusterctl job submit train.sbatch --cluster cluster.yaml --host ubuntu@head-node
  pclusterctl job submit train.job.yaml --cluster cluster.yaml --head-node training --user ubuntu
  pclusterctl job submit train.sbatch --no-follow -- --epochs 3"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct JobSubmit {
    /// The job: a script for `sbatch`, or YAML in a file whose name ends with `.job.yaml`; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Arguments of the script
    #[arg(last = true, value_name = "ARGUMENT")]
    pub(crate) arguments: Vec<String>,
    /// An option for `sbatch` that wins over the script's, such as `--sbatch=--nodes=4`. May be given several times
    #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
    pub(crate) sbatch: Vec<String>,
    /// Configuration of the cluster, which the job is checked against; by default the one that `pclusterctl.toml` names
    #[arg(long, value_name = "FILE")]
    pub(crate) cluster: Option<PathBuf>,
    /// Submit the job although its check finds errors
    #[arg(long)]
    pub(crate) force: bool,
    /// Submit the job unless the same one, submitted with this option, waits or runs: then follow that one. For programs
    /// that are run again after they were killed
    #[arg(long)]
    pub(crate) once: bool,
    /// Submit the job and do not wait for it
    #[arg(long)]
    pub(crate) no_follow: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
    #[command(flatten)]
    pub(crate) reading: ClusterReading,
}
