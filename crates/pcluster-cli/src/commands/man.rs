//! `pclusterctl man`

use anyhow::Context;
use clap::CommandFactory;

use crate::args::{Args, Man};
use crate::exit::Outcome;

pub(crate) fn run(args: &Man) -> anyhow::Result<Outcome> {
    let context = || format!("cannot write manual pages into {}", args.directory.display());
    std::fs::create_dir_all(&args.directory).with_context(context)?;
    clap_mangen::generate_to(Args::command(), &args.directory).with_context(context)?;
    Ok(Outcome::Clean)
}
