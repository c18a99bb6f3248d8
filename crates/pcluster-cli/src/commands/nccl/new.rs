//! `pclusterctl nccl new`.

use super::job;
use crate::args::NcclNew;
use crate::commands::inputs::Input;
use crate::commands::job::{cluster, written};
use crate::exit::Outcome;

/// Runs the command.
pub(super) fn run(args: &NcclNew) -> anyhow::Result<Outcome> {
    written::refuse_to_replace(args.to.path(), args.to.force)?;
    let said = cluster::settings_of(
        &Input::written_to(args.to.path()),
        args.cluster.cluster.as_deref(),
        &args.cluster.reading,
    )?;
    let file = said.cluster()?;
    let Some(cluster) = cluster::read(file, &args.cluster.reading)? else {
        return Ok(Outcome::Incomplete);
    };
    let text = job::text(&args.job, &cluster, file, &args.cluster.reading)?;
    let Some(text) = text else { return Ok(Outcome::Incomplete) };
    written::give(args.to.path(), &text)?;
    Ok(Outcome::Clean)
}
