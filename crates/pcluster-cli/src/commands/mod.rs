//! The commands, one file each.

#[cfg(feature = "aws")]
mod aws;
mod checking;
mod completions;
#[cfg(feature = "aws")]
mod data;
#[cfg(feature = "aws")]
mod doctor;
#[cfg(feature = "aws")]
mod env_file;
mod explain;
#[cfg(feature = "aws")]
mod image;
#[cfg(feature = "aws")]
mod infra;
mod inputs;
pub(crate) mod instances;
pub(crate) mod job;
#[cfg(feature = "aws")]
mod json_lines;
mod man;
mod nccl;
#[cfg(feature = "aws")]
mod nodes;
#[cfg(feature = "aws")]
mod operation;
mod output;
mod paths;
mod project;
#[cfg(feature = "aws")]
mod question;
mod render;
pub(crate) mod rulebook;
mod rules;
mod schema;
#[cfg(feature = "aws")]
mod slurm;
mod validate;

use crate::args::{Args, Command};
use crate::exit::Outcome;

/// Answers a container engine, if this program was called by the name of a credential helper.
#[cfg(feature = "aws")]
pub(crate) fn credential_helper() -> Option<std::process::ExitCode> {
    image::helper::if_called()
}

/// Runs the command.
pub(crate) fn run(args: Args) -> anyhow::Result<Outcome> {
    #[cfg(feature = "aws")]
    let json_lines = args.command.prints_json_lines();
    let outcome = dispatch(args.command);
    #[cfg(feature = "aws")]
    if let (true, Err(error)) = (json_lines, &outcome) {
        // People read it on standard error. Whoever no longer reads this one does not miss it.
        let _ = json_lines::print_error(error);
    }
    outcome
}

fn dispatch(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Validate(args) => validate::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Render(args) => render::run(&args),
        Command::Instances(args) => instances::run(&args),
        Command::Nccl(args) => nccl::run(&args),
        Command::Job(args) => job::run(&args),
        #[cfg(feature = "aws")]
        Command::Nodes(args) => nodes::run(&args),
        #[cfg(feature = "aws")]
        Command::Infra(args) => infra::run(&args),
        #[cfg(feature = "aws")]
        Command::Data(args) => data::run(&args),
        #[cfg(feature = "aws")]
        Command::Image(args) => image::run(&args),
        #[cfg(feature = "aws")]
        Command::Doctor(args) => doctor::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
