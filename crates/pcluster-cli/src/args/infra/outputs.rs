//! `pclusterctl infra outputs`.

use std::path::PathBuf;

use clap::Args;
use pcluster_infra::outputs::OutputsFormat;

use crate::args::AwsArgs;

/// Print what the stack gave, or keep it in a file of variables.
///
/// The formats: `env` has lines such as `export VPC_ID=vpc-...`, for shells and for `pclusterctl render`; `yaml` is flat
/// YAML with the outputs under their own names, with `AWS_REGION`, `AZ` and the stack's name as `STACK_ID_VPC`; `json` is one
/// object with the names of `env`.
///
/// With `--output`, the values are merged into the file: they are changed where they stand and added at the end where
/// they do not; everything else in the file stays as it is. A file that cannot be changed safely is refused.
///
/// Exit codes: 0 done, 2 there is no such stack, it is not complete, or the file cannot be changed.
#[derive(Debug, Args)]
pub(crate) struct Outputs {
    /// Name of the stack
    #[arg(long, value_name = "NAME", default_value = pcluster_infra::stack::DEFAULT_NAME, value_parser = super::stack_name)]
    pub(crate) stack_name: String,
    /// How the values are written: env, yaml or json; by default as the file of `--output` is, else env
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) format: Option<OutputsFormat>,
    /// Merge the values into this file of variables instead of printing them; its other lines are kept
    #[arg(long, short, alias = "outputs", value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

fn format(name: &str) -> Result<OutputsFormat, pcluster_infra::outputs::UnknownFormat> {
    name.parse()
}
