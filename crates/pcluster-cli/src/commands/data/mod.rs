//! `pclusterctl data`.

mod associate;
mod bucket;
mod ls;
mod progress;
mod sync;

use pcluster_infra::Session;
use pcluster_infra::bucket::BucketName;

use crate::args::{Data, DataCommand};
use crate::commands::aws;
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Data) -> anyhow::Result<Outcome> {
    match &args.command {
        DataCommand::Bucket(args) => aws::whole(bucket::run(args)),
        DataCommand::Ls(args) => ls::run(args),
        DataCommand::Associate(args) => aws::whole(associate::run(args)),
        DataCommand::Sync(args) => aws::whole(sync::run(args)),
    }
}

/// The account, and its bucket in the region.
async fn own_bucket(session: &Session) -> anyhow::Result<(String, BucketName)> {
    let account = session.identity().await.map_err(aws::explained)?.account;
    let bucket = BucketName::of_account(&account, session.region());
    Ok((account, bucket))
}
