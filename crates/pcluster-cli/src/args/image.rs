//! `pclusterctl image`.

use clap::{Args, Subcommand};

use super::AwsArgs;

/// Make the training image and put it into a repository of the account.
#[derive(Debug, Args)]
pub(crate) struct Image {
    #[command(subcommand)]
    pub(crate) command: ImageCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImageCommand {
    /// Look
    Verify(AwsArgs),
}
