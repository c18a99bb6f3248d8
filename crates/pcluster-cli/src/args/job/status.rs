//! `pclusterctl job status`.

use clap::Args;
use pcluster_slurm::client::JobId;

use crate::args::SlurmArgs;

/// Show a job: its state, why it waits in plain words and what to do, its nodes, where it writes.
///
/// Exit codes: 0 it waits, runs or was completed, 1 it ended otherwise, 2 that could not be found out.
#[derive(Debug, Args)]
#[command(name = "status")]
pub(crate) struct JobStatus {
    /// The job, such as `123`, `123_4` (a task of an array) or `123+1` (a component)
    #[arg(value_name = "ID")]
    pub(crate) id: JobId,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
}
