//! Which findings are shown, and where the settings come from.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args as ClapArgs;
use pcluster_config::policy::{Policy, Suppression};
use pcluster_config::rules::Rulebook;

use crate::terminal;

/// Which findings are shown.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "What is shown")]
pub(crate) struct Choice {
    /// Show the findings of these rules only. Errors for which the official tool cannot read a file are always shown
    #[arg(long, value_name = "RULE-ID", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Leave out the findings of these rules
    #[arg(long, value_name = "RULE-ID", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Leave out what official validators say: `ALL`, or `type:` and a name, one or more, as for `pcluster`. Files
    /// stand before this option, or after `--`
    #[arg(long, value_name = "ALL|type:NAME", num_args = 1.., value_parser = suppression)]
    pub(crate) suppress_validators: Vec<Suppression>,
}

/// Where the settings come from.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Settings")]
pub(crate) struct ConfigFile {
    /// Settings for all files, whatever `pclusterctl.toml` lies beside them
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Do without settings
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

impl Choice {
    /// The policy of the library; `book` has the rules that may be named. Names without effect are told on standard error.
    pub(crate) fn policy(&self, book: Rulebook) -> anyhow::Result<Policy> {
        let mut policy = Policy::of(book);
        for id in &self.select {
            policy.select(id.trim()).context("--select")?;
        }
        for id in &self.ignore {
            policy.ignore(id.trim()).context("--ignore")?;
        }
        for suppression in &self.suppress_validators {
            if let Some(complaint) = suppression.complaint() {
                terminal::complain(&format!("warning: --suppress-validators: {complaint}"));
            }
            policy.suppress(suppression.clone());
        }
        Ok(policy)
    }
}

fn suppression(text: &str) -> Result<Suppression, String> {
    text.parse().map_err(|error| format!("{error}; files stand before this option, or after `--`"))
}
