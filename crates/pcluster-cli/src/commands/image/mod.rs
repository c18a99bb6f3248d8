//! `pclusterctl image`.

mod build;
mod dockerfile;
mod events;
pub(crate) mod helper;
mod outputs;
mod push;
mod repository;
mod verify;

use crate::args::{Image, ImageCommand};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Image) -> anyhow::Result<Outcome> {
    match &args.command {
        ImageCommand::Repository(args) => repository::run(args),
        ImageCommand::Dockerfile(args) => dockerfile::run(args),
        ImageCommand::Build(args) => build::run(args),
        ImageCommand::Push(args) => push::run(args),
        ImageCommand::Verify(args) => verify::run(args),
    }
}
