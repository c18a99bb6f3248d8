//! `pclusterctl data`.

mod associate;
mod bucket;
mod ls;
mod sync;

use clap::{Args, Subcommand};

pub(crate) use associate::DataAssociate;
pub(crate) use bucket::DataBucket;
pub(crate) use ls::DataLs;
pub(crate) use sync::{Compare as SyncCompare, Sync};

/// Bring data and scripts into a bucket, and the bucket into the file system.
///
/// A cluster reads and writes the Lustre file system; the bucket behind it keeps the data when the cluster and the file
/// system are gone. By default the bucket is called parallelcluster-ACCOUNT-REGION and holds data/, checkpoints/, logs/,
/// results/ and scripts/bootstrap/.
///
/// `data bucket` creates the bucket, or adopts one that the account has. `data sync` brings files into it, `data ls` shows
/// what is there. `data associate` links directories of the file system with it.
///
/// Each can be stopped at any moment; running it again goes on.
#[derive(Debug, Args)]
pub(crate) struct Data {
    #[command(subcommand)]
    pub(crate) command: DataCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DataCommand {
    // The help is that of the structs: a comment here would hide it.
    Bucket(DataBucket),
    Ls(DataLs),
    Associate(DataAssociate),
    Sync(Sync),
}

impl DataCommand {
    /// Whether one JSON object a line is wanted.
    pub(super) fn prints_json_lines(&self) -> bool {
        match self {
            Self::Bucket(args) => args.json,
            Self::Ls(args) => args.json,
            Self::Associate(args) => args.json,
            Self::Sync(args) => args.json,
        }
    }
}
