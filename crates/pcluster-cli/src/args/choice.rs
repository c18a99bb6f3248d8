//! Which findings are shown, and where the settings come from.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args as ClapArgs;
use pcluster_config::policy::Policy;
use pcluster_config::rules::Rulebook;

/// Which findings are shown.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "What is shown")]
pub(crate) struct Choice {
    /// Show the findings of these rules only. Errors for which a file cannot be read at all are always shown
    #[arg(long, value_name = "RULE-ID", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Leave out the findings of these rules
    #[arg(long, value_name = "RULE-ID", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
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
    /// The policy of the library; `book` has the rules that may be named.
    pub(crate) fn policy(&self, book: Rulebook) -> anyhow::Result<Policy> {
        let mut policy = Policy::of(book);
        for id in &self.select {
            policy.select(id.trim()).context("--select")?;
        }
        for id in &self.ignore {
            policy.ignore(id.trim()).context("--ignore")?;
        }
        Ok(policy)
    }
}
