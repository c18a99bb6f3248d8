//! `pclusterctl job cancel`.

use clap::Args;
use pcluster_slurm::client::JobId;

use crate::args::SlurmArgs;

/// End jobs, whether they wait or run.
///
/// Exit codes: 0 all of them have ended or are ending, 1 Slurm does not know one of them, 2 it could not be done.
#[derive(Debug, Args)]
#[command(name = "cancel")]
pub(crate) struct JobCancel {
    /// The jobs, such as `123`, `123_4` (a task of an array) or `123+1` (a component)
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<JobId>,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
}
