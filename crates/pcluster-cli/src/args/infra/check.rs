//! `pclusterctl infra check`.

use std::path::PathBuf;

use clap::Args;

use super::template::Monitoring;
use crate::args::Format;
use crate::terminal::ColorChoice;

/// Check the values for the stack, without asking AWS.
///
/// What is checked: names, sizes and throughputs of the file systems, zones, networks and who may come in, and whether the
/// values go together. `infra deploy` checks the same before it does anything; docs/infra-parameters.md lists all
/// parameters and all checks. What is not given has its default, as for a new stack.
///
/// Exit codes: 0 nothing is wrong, 1 something is, 2 it could not be checked.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) values: Values,
    /// What monitors the clusters; by default what `MonitoringType` says, else none
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) monitoring: Option<Monitoring>,
    /// A template of one's own
    #[arg(long, value_name = "FILE", conflicts_with = "monitoring")]
    pub(crate) template: Option<PathBuf>,
    /// A cluster configuration that is to go with the stack; it is checked as `validate` does
    #[arg(long, value_name = "FILE")]
    pub(crate) cluster: Option<PathBuf>,
    /// Region of the stack; by default `AWS_REGION` of the files, then of the environment
    #[arg(long, value_parser = crate::args::region, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// How the findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
}

/// Values for the parameters of the stack.
#[derive(Clone, Debug, Args)]
pub(crate) struct Values {
    /// A file of values: `export NAME=value` lines, or flat YAML, as other commands write and read it. It is not run in a
    /// shell. What other steps have left in it is passed over. May be given several times; later files win
    #[arg(long, value_name = "FILE")]
    pub(crate) env_file: Vec<PathBuf>,
    /// A value for a parameter; wins over the files. May be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,
}
