//! `pclusterctl render`

use crate::args::Render;
use crate::exit::Outcome;

pub(crate) fn run(_args: &Render) -> anyhow::Result<Outcome> {
    anyhow::bail!("wait")
}
