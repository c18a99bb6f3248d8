//! `pclusterctl image`.

mod build;
mod dockerfile;
pub(crate) mod helper;
mod import;
mod push;
mod repository;
mod verify;

use pcluster_infra::image::engine::Progress;

use super::aws;
use crate::args::{Image, ImageCommand};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &Image) -> anyhow::Result<Outcome> {
    match &args.command {
        ImageCommand::Repository(args) => aws::whole(repository::run(args)),
        ImageCommand::Dockerfile(args) => dockerfile::run(args),
        ImageCommand::Build(args) => aws::whole(build::run(args)),
        ImageCommand::Push(args) => aws::whole(push::run(args)),
        ImageCommand::Verify(args) => verify::run(args),
        ImageCommand::Import(args) => import::run(args),
    }
}

/// Where engines show how far they are.
fn progress(json: bool) -> Progress {
    if !json && terminal::redraws() { Progress::Terminal } else { Progress::Lines }
}
