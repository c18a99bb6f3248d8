//! `pclusterctl nccl`.

mod job;
#[cfg(feature = "aws")]
mod job_output;
mod new;
mod report;
#[cfg(feature = "aws")]
mod report_of_jobs;
#[cfg(feature = "aws")]
mod run;

use crate::args::{Nccl, NcclCommand};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Nccl) -> anyhow::Result<Outcome> {
    match &args.command {
        NcclCommand::New(args) => new::run(args),
        #[cfg(feature = "aws")]
        NcclCommand::Run(args) => run::run(args),
        NcclCommand::Report(args) => report::run(args),
    }
}
