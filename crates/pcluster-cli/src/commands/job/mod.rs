//! `pclusterctl job`.

mod check;
pub(crate) mod cluster;
mod new;
mod render;
mod written;

use crate::args::{Job, JobCommand};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &Job) -> anyhow::Result<Outcome> {
    match &args.command {
        JobCommand::New(args) => new::run(args),
        JobCommand::Check(args) => check::run(args),
        JobCommand::Render(args) => render::run(args),
    }
}

/// Says why something could not be done, and what to do about it.
fn complain(error: &impl std::fmt::Display, help: &str) {
    terminal::complain(&format!("error: {error}"));
    terminal::complain(&format!("  = help: {help}"));
}
