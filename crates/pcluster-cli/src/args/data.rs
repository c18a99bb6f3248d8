//! `pclusterctl data`.

mod sync;

use clap::{Args, Subcommand};

use super::AwsArgs;

pub(crate) use sync::{Compare as SyncCompare, Sync};

/// Bring data and scripts into a bucket, and the bucket into the file system.
#[derive(Debug, Args)]
pub(crate) struct Data {
    #[command(subcommand)]
    pub(crate) command: DataCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DataCommand {
    /// Look
    Ls(AwsArgs),
    Sync(Sync),
}
