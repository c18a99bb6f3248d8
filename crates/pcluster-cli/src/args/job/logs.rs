//! `pclusterctl job logs`.

use clap::Args;
use pcluster_slurm::client::JobId;

use crate::args::SlurmArgs;

/// Print what a job has written.
///
/// Standard output and standard error of the job come to standard output; where there are several files, a line says which
/// is which. The files are read where Slurm's commands run, so they have to be on a shared file system.
///
/// Exit codes: 0 it was shown; with `--follow` that of the job; 1 the job has written nothing that can be read; 2 it could
/// not be done.
#[derive(Debug, Args)]
#[command(name = "logs")]
pub(crate) struct JobLogs {
    /// The job, such as `123`, `123_4` (a task of an array) or `123+1` (a component)
    #[arg(value_name = "ID")]
    pub(crate) id: JobId,
    /// Go on to the end of the job, and end with its exit code
    #[arg(long, short)]
    pub(crate) follow: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
}
