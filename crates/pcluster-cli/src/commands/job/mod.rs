//! `pclusterctl job`.

#[cfg(feature = "aws")]
mod cancel;
mod check;
pub(crate) mod cluster;
#[cfg(feature = "aws")]
mod list;
#[cfg(feature = "aws")]
mod logs;
mod new;
mod render;
#[cfg(feature = "aws")]
pub(crate) mod running;
#[cfg(feature = "aws")]
mod status;
#[cfg(feature = "aws")]
mod submit;
pub(crate) mod written;

use crate::args::{Job, JobCommand};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &Job) -> anyhow::Result<Outcome> {
    match &args.command {
        JobCommand::New(args) => new::run(args),
        JobCommand::Check(args) => check::run(args),
        JobCommand::Render(args) => render::run(args),
        #[cfg(feature = "aws")]
        JobCommand::Submit(args) => submit::run(args),
        #[cfg(feature = "aws")]
        JobCommand::Status(args) => status::run(args),
        #[cfg(feature = "aws")]
        JobCommand::Logs(args) => logs::run(args),
        #[cfg(feature = "aws")]
        JobCommand::Cancel(args) => cancel::run(args),
        #[cfg(feature = "aws")]
        JobCommand::List(args) => list::run(args),
    }
}

/// Says why something could not be done, and what to do about it.
pub(crate) fn complain(error: &impl std::fmt::Display, help: &str) {
    terminal::complain(&format!("error: {error}"));
    terminal::complain(&format!("  = help: {help}"));
}
