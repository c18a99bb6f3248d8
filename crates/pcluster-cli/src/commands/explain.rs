//! `pclusterctl explain`

use crate::args::Explain;
use crate::exit::Outcome;

pub(crate) fn run(_args: &Explain) -> anyhow::Result<Outcome> {
    anyhow::bail!("wait")
}
