//! What all commands that talk to AWS have in common.

use std::future::Future;

use anyhow::Context;
use pcluster_infra::{Remedy, Session, SessionOptions};

use crate::args::AwsArgs;
use crate::exit::{Explained, Outcome};
use crate::terminal;

/// Runs work that waits for AWS.
pub(crate) fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        // The futures of the SDK are large where nothing is optimised.
        .thread_stack_size(8 << 20)
        .build()
        .context("cannot start")?;
    runtime.block_on(work)
}

/// The outcome of a command that changes something. Where nobody reads its output any more it stops, and what it was to
/// do may not be done: other than with a command that only shows something, that is not all well.
pub(crate) fn whole(outcome: anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    match outcome {
        Err(error) if terminal::is_broken_pipe(&error) => {
            terminal::complain("error: nobody reads the output any more; not everything may have been done");
            terminal::complain("  = help: run the same again: it goes on where this one stopped");
            Ok(Outcome::Incomplete)
        }
        outcome => outcome,
    }
}

/// The way to AWS that the arguments and the environment give.
pub(crate) async fn session(args: &AwsArgs) -> anyhow::Result<Session> {
    Session::load(&options(args)).await.map_err(explained)
}

/// What the arguments say about the way to AWS.
pub(crate) fn options(args: &AwsArgs) -> SessionOptions {
    let mut options = SessionOptions::new();
    options.region.clone_from(&args.region);
    options.profile.clone_from(&args.profile);
    options.endpoint_url.clone_from(&args.endpoint_url);
    options
}

/// An error of the library, with what to do about it.
pub(crate) fn explained(error: impl Remedy) -> anyhow::Error {
    let help = error.help();
    anyhow::Error::new(Explained { error: error.into(), help })
}
