//! `pclusterctl job list`.

use clap::Args;

use crate::args::SlurmArgs;

/// List the jobs that wait, run or have just ended, each with why it waits.
#[derive(Debug, Args)]
#[command(name = "list")]
pub(crate) struct JobList {
    /// The jobs of all users, not only your own
    #[arg(long, short)]
    pub(crate) all: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) slurm: SlurmArgs,
}
