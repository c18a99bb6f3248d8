//! `pclusterctl data`.

mod associate;
mod bucket;
mod ls;
mod progress;
mod sync;
use anyhow::Context;
use pcluster_infra::bucket::BucketName;
use pcluster_infra::{Remedy, Session};
use serde_json::json;

use crate::args::{Data, DataCommand};
use crate::commands::aws;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &Data) -> anyhow::Result<Outcome> {
    match &args.command {
        DataCommand::Bucket(args) => bucket::run(args),
        DataCommand::Ls(args) => ls::run(args),
        DataCommand::Associate(args) => associate::run(args),
        DataCommand::Sync(args) => sync::run(args),
    }
}

/// The account, and its bucket in the region.
async fn own_bucket(session: &Session) -> anyhow::Result<(String, BucketName)> {
    let account = session.identity().await.map_err(aws::explained)?.account;
    let bucket = BucketName::of_account(&account, session.region());
    Ok((account, bucket))
}

/// Prints an object on a line of its own.
fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    let line = serde_json::to_string(value).context("cannot write JSON")?;
    terminal::print(&format!("{line}\n"))
}

/// An error of the library, with what to do about it; programs get it as an event too.
fn failed(error: impl Remedy, json: bool) -> anyhow::Error {
    if json {
        let event = json!({ "event": "failed", "error": error.to_string(), "help": error.help() });
        if let Err(unprinted) = print_json(&event) {
            return unprinted;
        }
    }
    aws::explained(error)
}
