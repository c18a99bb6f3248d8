//! `pclusterctl image`.

use crate::args::{Image, ImageCommand};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Image) -> anyhow::Result<Outcome> {
    match &args.command {
        ImageCommand::Verify(_) => anyhow::bail!("to be written"),
    }
}
