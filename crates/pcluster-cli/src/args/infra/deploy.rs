//! `pclusterctl infra deploy`.

use std::path::PathBuf;

use clap::Args;

use super::template::Monitoring;
use super::{StackArgs, Values};

/// Create the stack, or change it to what is wanted.
///
/// A change set finds out what would be done, and it is shown before it is done. A new stack is made without a question;
/// a change of one that exists asks on a terminal, and needs `--yes` without one. What would replace or remove something
/// that holds data is refused unless it is named with `--allow-replacement`. Parameters that are not given keep the value
/// that the stack has. The values are checked before anything is asked of AWS, as `infra check` does.
///
/// The stack is followed until it is done, 15 to 20 minutes for a new one. It can be interrupted or killed at any moment:
/// AWS goes on, and the same command goes on from there. Nothing is kept on this machine.
///
/// Exit codes: 0 the stack is what it is wanted to be (with --dry-run: the plan was shown), 1 the values are wrong, 2 it
/// could not be done, or not without a yes.
#[derive(Debug, Args)]
pub(crate) struct Deploy {
    #[command(flatten)]
    pub(crate) stack: StackArgs,
    /// What monitors the clusters; by default what the stack has, or nothing
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) monitoring: Option<Monitoring>,
    /// A template of one's own, instead of the one that `infra template` prints
    #[arg(long, value_name = "FILE", conflicts_with = "monitoring")]
    pub(crate) template: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) values: Values,
    /// A cluster configuration that is to go with the stack: nothing is done if it is wrong, or for another region
    #[arg(long, value_name = "FILE")]
    pub(crate) cluster: Option<PathBuf>,
    /// A tag for the stack, which it hands on to its resources. May be given several times
    #[arg(long, value_name = "KEY=VALUE", value_parser = crate::args::tag)]
    pub(crate) tag: Vec<(String, String)>,
    /// Let a resource that holds data be replaced by an empty one, or be removed: its name in the template. May be given
    /// several times
    #[arg(long, value_name = "NAME")]
    pub(crate) allow_replacement: Vec<String>,
    /// Merge the outputs into this file of variables when the stack is done; its other lines are kept
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    pub(crate) outputs: Option<PathBuf>,
    /// Protect the stack from being deleted
    #[arg(long)]
    pub(crate) protect: bool,
    /// Show what would be done, and do nothing
    #[arg(long, conflicts_with_all = ["protect"])]
    pub(crate) dry_run: bool,
    /// Do it without asking
    #[arg(long, short)]
    pub(crate) yes: bool,
}
