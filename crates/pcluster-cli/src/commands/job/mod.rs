//! `pclusterctl job`.

mod check;
pub(crate) mod cluster;
mod new;
mod render;

use crate::args::{Job, JobCommand};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Job) -> anyhow::Result<Outcome> {
    match &args.command {
        JobCommand::New(args) => new::run(args),
        JobCommand::Check(args) => check::run(args),
        JobCommand::Render(args) => render::run(args),
    }
}
