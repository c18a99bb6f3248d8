//! `pclusterctl infra`.

mod outputs;

use clap::{Args, Subcommand};

use super::AwsArgs;
pub(crate) use outputs::Outputs;

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
    // The help is that of the struct.
    Outputs(Outputs),
}
