//! `pclusterctl completions`

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::exit::Outcome;
use crate::terminal;

pub(crate) fn run(args: &Completions) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "pclusterctl", &mut script);
    terminal::print(&String::from_utf8(script)?)?;
    Ok(Outcome::Clean)
}
