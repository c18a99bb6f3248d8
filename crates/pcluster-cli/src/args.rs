//! The command line.

mod choice;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use pcluster_config::facts::Release;
use pcluster_config::scalar::Fit;
use pcluster_config::scalar::patterns::REGION;
use pcluster_config::{ConfigKind, diagnostic};

use crate::commands::instances::Pattern;
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
    Rules(Rules),
    Render(Render),
    Instances(Instances),
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
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Target {
    /// Release of ParallelCluster; by default the one that `pclusterctl.toml` names, else the newest
    #[arg(long, value_parser = release, value_name = "VERSION")]
    pub(crate) release: Option<Release>,
    /// Kind of configuration; by default its content tells
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
    /// Region of configurations that name none; by default the one that `pclusterctl.toml` names, else us-east-1. The
    /// environment is not asked
    #[arg(long, value_parser = region, value_name = "REGION")]
    pub(crate) region: Option<String>,
}

impl Target {
    /// The options of the library; `release` and `region` are those of the settings.
    pub(crate) fn options<'f>(
        &'f self,
        release: Option<Release>,
        region: Option<&'f str>,
    ) -> pcluster_config::Options<'f> {
        pcluster_config::Options {
            release: self.release.or(release).unwrap_or_default(),
            kind: self.kind.map(Kind::config),
            region: self.region.as_deref().or(region),
            ..pcluster_config::Options::default()
        }
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

/// Explain a key or a rule.
///
/// Of a key: what it does, its type, default, limits, releases, and what changing it costs. A section is shown with its
/// keys; where several keys end with what is given, their paths are listed. Of a rule: why it exists, with examples.
#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// A key path such as `Scheduling.SlurmQueues[].ComputeResources[].Efa.Enabled`, the end of one, such as
    /// `Efa.Enabled`, the id of a rule, or the name of an official validator
    #[arg(value_name = "KEY-PATH|RULE")]
    pub(crate) topic: String,
    /// Release of ParallelCluster
    #[arg(long, value_parser = release, default_value_t, value_name = "VERSION")]
    pub(crate) release: Release,
    /// Kind of configuration; by default both
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
}

/// List everything that can be found, with its severity and the official validator that says the same.
#[derive(Debug, ClapArgs)]
pub(crate) struct Rules {
    /// Only what has this in its id, its official name or its summary. May be given several times
    #[arg(value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// Print one JSON document, with the documentation of every rule
    #[arg(long)]
    pub(crate) json: bool,
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

/// Show EC2 instance types, to choose one: GPUs, EFA, network, memory, disks.
///
/// The facts come with the program and are as old as the date that is shown: a younger type is not among them, and a
/// type need not be offered in every region. The narrower the terminal, the fewer columns; a pipe gets all.
#[derive(Debug, ClapArgs)]
pub(crate) struct Instances {
    /// Part of a name, such as `p5`, or a pattern for whole names, such as `p5*` or `*.48xlarge`. Types that match one
    /// of several are shown; all types by default
    #[arg(value_name = "PATTERN")]
    pub(crate) patterns: Vec<Pattern>,
    /// With at least so many GPUs
    #[arg(long, value_name = "NUMBER")]
    pub(crate) gpus: Option<u32>,
    /// With a GPU or another accelerator of this name, whole or in part, such as `H100` or `Trainium`
    #[arg(long, value_name = "NAME")]
    pub(crate) gpu: Option<String>,
    /// With EFA
    #[arg(long)]
    pub(crate) efa: bool,
    /// For this architecture
    #[arg(long, value_enum, value_name = "ARCH")]
    pub(crate) arch: Option<Arch>,
    /// With at least so many virtual CPUs
    #[arg(long, value_name = "NUMBER")]
    pub(crate) min_vcpus: Option<u32>,
    /// With at least so much memory, in GiB
    #[arg(long, value_name = "GIB")]
    pub(crate) min_memory: Option<u32>,
    /// Of the current generation only
    #[arg(long)]
    pub(crate) current: bool,
    /// What comes first
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub(crate) sort: Order,
    /// Print one JSON document with all facts; `gpu_memory_mib` is that of one GPU
    #[arg(long)]
    pub(crate) json: bool,
}

/// The order of instance types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// By family, the small sizes first
    #[default]
    Name,
    /// Most GPUs or accelerators first
    Gpus,
    /// Most GPU memory first, that of all GPUs together
    GpuMemory,
    /// Most virtual CPUs first
    Vcpus,
    /// Most memory first
    Memory,
    /// Fastest network first
    Network,
    /// Largest instance store first
    Storage,
}

/// An architecture that ParallelCluster has images for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Arch {
    /// 64-bit x86
    #[value(name = "x86_64")]
    X86_64,
    /// 64-bit ARM
    Arm64,
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

fn region(name: &str) -> Result<String, &'static str> {
    match REGION.fit(name) {
        Fit::Full => Ok(name.to_owned()),
        _ => Err("this is not the name of a region, such as `us-west-2`"),
    }
}

fn release(name: &str) -> Result<Release, pcluster_config::facts::UnknownRelease> {
    name.parse()
}
