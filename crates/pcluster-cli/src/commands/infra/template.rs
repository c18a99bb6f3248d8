//! `pclusterctl infra template`.

use pcluster_infra::template;

use crate::args::InfraTemplate;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(super) fn run(args: &InfraTemplate) -> anyhow::Result<Outcome> {
    let template = if args.data_bucket {
        template::data_bucket()
    } else {
        template::prerequisites(args.monitoring.into())
    };
    terminal::print(&template.text)?;
    Ok(Outcome::Clean)
}
