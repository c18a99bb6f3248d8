//! The command line.

#[cfg(feature = "aws")]
mod aws;
mod checking;
mod choice;
#[cfg(feature = "aws")]
mod data;
#[cfg(feature = "aws")]
mod doctor;
#[cfg(feature = "aws")]
mod image;
#[cfg(feature = "aws")]
mod infra;
mod instances;
mod job;
mod nccl;
#[cfg(feature = "aws")]
mod nodes;
#[cfg(feature = "aws")]
mod slurm;
mod validate;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use pcluster_config::ConfigKind;
use pcluster_config::facts::Release;
use pcluster_config::scalar::Fit;
use pcluster_config::scalar::patterns::REGION;

use crate::commands::rulebook::CHECKED;
use crate::terminal::ColorChoice;

#[cfg(feature = "aws")]
pub(crate) use aws::{AwsArgs, tag};
pub(crate) use checking::{Checking, Format};
pub(crate) use choice::{Choice, ConfigFile};
#[cfg(feature = "aws")]
pub(crate) use data::{Data, DataAssociate, DataBucket, DataCommand, DataLs, Sync, SyncCompare};
#[cfg(feature = "aws")]
pub(crate) use doctor::Doctor;
#[cfg(feature = "aws")]
pub(crate) use image::{
    EngineArg, Image, ImageBuild, ImageCommand, ImageDockerfile, ImageImport, ImagePush, ImageRepository,
    ImageVerify,
};
#[cfg(feature = "aws")]
pub(crate) use infra::{
    Check as InfraCheck, Delete, Deploy, Infra, InfraCommand, Outputs, StackArgs, Status,
    Template as InfraTemplate, Values as InfraValues,
};
pub(crate) use instances::{Arch, Instances, Order};
pub(crate) use job::{ClusterArgs, ClusterReading, Job, JobCheck, JobCommand, JobKind, JobNew, JobRender};
#[cfg(feature = "aws")]
pub(crate) use job::{JobCancel, JobList, JobLogs, JobStatus, JobSubmit};
#[cfg(feature = "aws")]
pub(crate) use nccl::NcclRun;
pub(crate) use nccl::{Nccl, NcclCommand, NcclJob, NcclNew, NcclReport};
#[cfg(feature = "aws")]
pub(crate) use nodes::Nodes;
#[cfg(feature = "aws")]
pub(crate) use slurm::SlurmArgs;
pub(crate) use validate::Validate;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold());

/// Check, explain and fill in AWS ParallelCluster configurations, and make what a cluster needs around it.
///
/// Exit codes: 0 nothing is wrong, 1 something is wrong with a file or with what was asked about, 2 the work could not
/// be done.
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
    Job(Job),
    Nccl(Nccl),
    #[cfg(feature = "aws")]
    Nodes(Nodes),
    #[cfg(feature = "aws")]
    Infra(Infra),
    #[cfg(feature = "aws")]
    Data(Data),
    #[cfg(feature = "aws")]
    Image(Image),
    #[cfg(feature = "aws")]
    Doctor(Doctor),
    Completions(Completions),
    Man(Man),
}

#[cfg(feature = "aws")]
impl Command {
    /// Whether one JSON object a line is wanted.
    pub(crate) fn prints_json_lines(&self) -> bool {
        match self {
            Self::Job(args) => args.command.prints_json_lines(),
            Self::Nccl(args) => args.command.prints_json_lines(),
            Self::Infra(args) => args.command.prints_json_lines(),
            Self::Data(args) => args.command.prints_json_lines(),
            Self::Image(args) => args.command.prints_json_lines(),
            Self::Doctor(args) => args.json,
            Self::Nodes(args) => args.json,
            _ => false,
        }
    }
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
            rulebook: CHECKED,
            ..pcluster_config::Options::default()
        }
    }
}

/// Print the schema of a configuration or a job, for editors and other programs.
///
/// A JSON Schema (draft 2020-12) with descriptions, limits and defaults, or a list of the key paths.
#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// Release of ParallelCluster
    #[arg(long, value_parser = release, default_value_t, value_name = "VERSION")]
    pub(crate) release: Release,
    /// Kind of file; by default a cluster's schema, and the paths of both kinds of configurations
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<SchemaKind>,
    /// Print one key path a line instead; `[]` stands for the items of a list
    #[arg(long, conflicts_with = "placeholders")]
    pub(crate) paths: bool,
    /// Let `${NAME}` placeholders stand for every value of a configuration, for editing templates
    #[arg(long)]
    pub(crate) placeholders: bool,
}

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    /// A cluster
    Cluster,
    /// A machine image
    Image,
    /// A Slurm job, `*.job.yaml`
    Job,
}

/// Explain a key or a rule.
///
/// Of a key of a configuration: what it does, its type, default, limits, releases, and what changing it costs; of a key of
/// a job what it does, its type, default and limits. A section is shown with its keys; where several keys end with what is
/// given, their paths are listed. Of a rule: why it exists, with examples.
#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// A key path such as `Scheduling.SlurmQueues[].ComputeResources[].Efa.Enabled`, the end of one, such as
    /// `Efa.Enabled` or, of a job, `run.torchrun`; the id of a rule, or the name of an official validator
    #[arg(value_name = "KEY-PATH|RULE")]
    pub(crate) topic: String,
    /// Release of ParallelCluster
    #[arg(long, value_parser = release, default_value_t, value_name = "VERSION")]
    pub(crate) release: Release,
    /// Kind of file; by default all
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<SchemaKind>,
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
