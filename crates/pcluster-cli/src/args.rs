//! The command line.

mod choice;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use pcluster_config::facts::Release;
use pcluster_config::{ConfigKind, diagnostic};

use crate::terminal::ColorChoice;

pub(crate) use choice::{Choice, ConfigFile};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold());

/// Check, explain and fill in AWS ParallelCluster configurations, without an AWS account.
///
/// Exit codes: 0 nothing is wrong, 1 something is wrong with a file, 2 the work could not be done.
#[derive(Debug, Parser)]
#[command(name = "pclusterctl", version, styles = STYLES, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    // The help is that of the structs: a comment here would hide it.
    Validate(Validate),
    Schema(Schema),
    Explain(Explain),
    Render(Render),
    Completions(Completions),
    Man(Man),
}

/// Check cluster and image configurations, and say everything that is wrong, in its place.
///
/// Whether a file is for a cluster or for an image is recognised by its content. Files with `${NAME}` placeholders are
/// checked as they are: a placeholder may stand wherever a value may.
///
/// A comment `# pclusterctl: allow[rule-id] reason` on the line of a finding, or on the line above it, hides it.
/// Settings come from the `pclusterctl.toml` that is found first, going up from each file to the root of its
/// repository; the command line wins.
#[derive(Debug, ClapArgs)]
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

/// What a configuration is checked for.
#[derive(Clone, Copy, Debug, ClapArgs)]
pub(crate) struct Target {
    /// Release of ParallelCluster; by default the one that `pclusterctl.toml` names, else the newest
    #[arg(long, value_parser = release, value_name = "VERSION")]
    pub(crate) release: Option<Release>,
    /// Kind of configuration; by default its content tells
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
}

impl Target {
    /// The options of the library; `release` is the one of the settings.
    pub(crate) fn options(self, release: Option<Release>) -> pcluster_config::Options {
        let release = self.release.or(release).unwrap_or_default();
        pcluster_config::Options { release, kind: self.kind.map(Kind::config) }
    }
}

/// Print the schema of a configuration, for editors and other programs.
///
/// A JSON Schema (draft 2020-12) with descriptions, limits and defaults, or a list of the key paths.
#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// Release of ParallelCluster
    #[arg(long, value_parser = release, default_value_t, value_name = "VERSION")]
    pub(crate) release: Release,
    /// Kind of configuration; by default a cluster's schema, and the paths of both kinds
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
    /// Print one key path a line instead; `[]` stands for the items of a list
    #[arg(long, conflicts_with = "placeholders")]
    pub(crate) paths: bool,
    /// Let `${NAME}` placeholders stand for every value, for editing templates
    #[arg(long)]
    pub(crate) placeholders: bool,
}

/// Explain a key: what it does, its type, default, limits, releases, and what changing it costs.
///
/// A section is shown with its keys. Where several keys end with what is given, their paths are listed.
#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// A key path such as `Scheduling.SlurmQueues[].ComputeResources[].Efa.Enabled`, or the end of one, such as
    /// `Efa.Enabled`
    #[arg(value_name = "KEY-PATH")]
    pub(crate) path: String,
    /// Release of ParallelCluster
    #[arg(long, value_parser = release, default_value_t, value_name = "VERSION")]
    pub(crate) release: Release,
    /// Kind of configuration; by default both
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
}

/// Fill in a template with `${NAME}` placeholders, and check what comes out.
///
/// The values come from files and from `--set`, never from the environment. Every name that has no value is reported,
/// and a value can never change the structure of the YAML around it.
#[derive(Debug, ClapArgs)]
pub(crate) struct Render {
    /// The template; `-` is standard input
    #[arg(value_name = "TEMPLATE")]
    pub(crate) template: PathBuf,
    /// A file of values: `export NAME=value` lines, or flat YAML. It is not run in a shell. May be given several times;
    /// later files win
    #[arg(long, value_name = "FILE")]
    pub(crate) env_file: Vec<PathBuf>,
    /// A value; wins over the files
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,
    /// Leave out a section whose variable is not set or empty, such as `CapacityReservationTarget`. May be given several
    /// times
    #[arg(long, value_name = "KEY")]
    pub(crate) drop_unset: Vec<String>,
    /// Where to write; standard output by default
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) target: Target,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
}

/// Print a completion script for a shell.
#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// Write the manual pages into a directory.
#[derive(Debug, ClapArgs)]
pub(crate) struct Man {
    /// The directory; it is made if it does not exist
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
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

/// A kind of configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A cluster
    Cluster,
    /// A machine image
    Image,
}

impl Kind {
    /// The kind as the library has it.
    pub(crate) fn config(self) -> ConfigKind {
        match self {
            Self::Cluster => ConfigKind::Cluster,
            Self::Image => ConfigKind::Image,
        }
    }
}

fn release(name: &str) -> Result<Release, pcluster_config::facts::UnknownRelease> {
    name.parse()
}
