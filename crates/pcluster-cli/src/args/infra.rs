//! `pclusterctl infra`.

mod outputs;
mod template;

use clap::{Args, Subcommand};

use super::AwsArgs;
pub(crate) use outputs::Outputs;

pub(crate) use template::Template;

/// Make and look after what a cluster needs around it: network, storage, monitoring.
#[derive(Debug, Args)]
pub(crate) struct Infra {
    #[command(subcommand)]
    pub(crate) command: InfraCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum InfraCommand {
    /// Look
    Status(AwsArgs),
    Template(Template),
    // The help is that of the struct.
    Outputs(Outputs),
}
