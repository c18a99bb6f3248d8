//! `pclusterctl infra`.

mod outputs;

use crate::args::{Infra, InfraCommand};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Infra) -> anyhow::Result<Outcome> {
    match &args.command {
        InfraCommand::Outputs(args) => outputs::run(args),
        InfraCommand::Status(_) => anyhow::bail!("to be written"),
    }
}
