//! The commands, one file each.

mod completions;
mod explain;
mod inputs;
pub(crate) mod instances;
mod man;
mod output;
mod paths;
mod project;
mod render;
mod rules;
mod schema;
mod validate;

use crate::args::{Args, Command};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: Args) -> anyhow::Result<Outcome> {
    match args.command {
        Command::Validate(args) => validate::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Render(args) => render::run(&args),
        Command::Instances(args) => instances::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
