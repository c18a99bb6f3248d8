//! `pclusterctl nccl`.

mod report;

use crate::args::{Nccl, NcclCommand};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Nccl) -> anyhow::Result<Outcome> {
    match &args.command {
        NcclCommand::Report(args) => report::run(args),
    }
}
