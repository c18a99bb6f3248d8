//! `pclusterctl data`.

mod sync;

use crate::args::{Data, DataCommand};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Data) -> anyhow::Result<Outcome> {
    match &args.command {
        DataCommand::Ls(_) => anyhow::bail!("to be written"),
        DataCommand::Sync(args) => sync::run(args),
    }
}
