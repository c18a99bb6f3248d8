//! The arguments of `pclusterctl validate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use pcluster_config::diagnostic;

use crate::terminal::ColorChoice;

use super::{Choice, ConfigFile, Target};

/// Check cluster and image configurations, and say everything that is wrong, in its place.
///
/// Whether a file is for a cluster or for an image is recognised by its content. Files with `${NAME}` placeholders are
/// checked as they are: a placeholder may stand wherever a value may.
///
/// A comment `# pclusterctl: allow[rule-id] reason` on the line of a finding, or on the line above it, hides it.
/// Settings come from the `pclusterctl.toml` that is found first, going up from each file to the root of its
/// repository; the command line wins.
#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// Files to check; `-` is standard input. In a directory, every *.yaml and *.yml file is checked, except hidden
    /// files and those that git ignores
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) target: Target,
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
