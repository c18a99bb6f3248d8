//! `pclusterctl image dockerfile`.

use pcluster_infra::image::recipe::{State, place};

use crate::args::ImageDockerfile;
use crate::commands::aws;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ImageDockerfile) -> anyhow::Result<Outcome> {
    let recipe = args.recipe.recipe();
    let Some(directory) = &args.output else {
        terminal::print(&recipe.dockerfile())?;
        return Ok(Outcome::Clean);
    };
    for placed in place(directory, &recipe, args.force).map_err(aws::explained)? {
        let said = match placed.state {
            State::New => "written",
            State::Same => "unchanged",
            _ => "replaced",
        };
        terminal::complain(&format!("{}: {said}", placed.path.display()));
    }
    let directory = directory.display();
    terminal::complain(&format!("`pclusterctl image build {directory}` builds it"));
    Ok(Outcome::Clean)
}
