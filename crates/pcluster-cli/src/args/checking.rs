//! How files are checked and findings are shown, the same for everything that is checked.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use pcluster_config::diagnostic;

use crate::terminal::ColorChoice;

use super::{Choice, ConfigFile};

/// How files are checked and findings are shown.
#[derive(Debug, Args)]
pub(crate) struct Checking {
    /// How the findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The least severity with which the exit code is 1
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
    /// Apply the fixes that the findings offer; standard input comes out fixed on standard output
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix: bool,
    /// Show as a diff what `--fix` would change, and change nothing; the exit code is 1 if there is something
    #[arg(long, conflicts_with = "format", help_heading = "Fixes")]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// Hide the findings that this file lists, and show new ones only
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write a baseline with the findings that are there now, errors included, and show none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff"])]
    pub(crate) write_baseline: Option<PathBuf>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the line they stand in
    #[default]
    Human,
    /// One line each
    Concise,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

/// The least severity that counts as a failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors
    #[default]
    Error,
    /// Errors and warnings
    Warning,
}

impl FailOn {
    /// The severity itself.
    pub(crate) fn severity(self) -> diagnostic::Severity {
        match self {
            Self::Error => diagnostic::Severity::Error,
            Self::Warning => diagnostic::Severity::Warning,
        }
    }
}
