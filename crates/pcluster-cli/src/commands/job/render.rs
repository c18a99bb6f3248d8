//! `pclusterctl job render`.

use anyhow::bail;

use super::cluster;
use crate::args::JobRender;
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &JobRender) -> anyhow::Result<Outcome> {
    let Some(_) = cluster::read(&args.cluster.cluster, &args.cluster.reading)? else {
        return Ok(Outcome::Incomplete);
    };
    bail!("{} cannot be rendered yet", args.job.display())
}
