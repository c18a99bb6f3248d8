//! `pclusterctl job new`.

use anyhow::bail;

use super::cluster;
use crate::args::JobNew;
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &JobNew) -> anyhow::Result<Outcome> {
    let Some(_) = cluster::read(&args.cluster.cluster, &args.cluster.reading)? else {
        return Ok(Outcome::Incomplete);
    };
    bail!("jobs of the kind {:?} cannot be written yet", args.kind)
}
