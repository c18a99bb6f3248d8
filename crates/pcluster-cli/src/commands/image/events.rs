//! Events of operations, for people and for programs.

use std::io::{IsTerminal, stderr};

use anyhow::Context;
use pcluster_infra::image::engine::Progress;
use pcluster_infra::{Operation, Remedy};
use serde::Serialize;
use serde_json::json;

use crate::commands::aws;
use crate::terminal;

/// Looks at all events, and gives the outcome. Ctrl-C stops the operation at a good point.
pub(super) async fn follow<E, T, X>(
    mut operation: Operation<E, T, X>,
    mut see: impl FnMut(&E) -> anyhow::Result<()>,
) -> anyhow::Result<T>
where
    E: Send + 'static,
    T: Send + 'static,
    X: Remedy,
{
    let cancel = operation.cancellation();
    let interrupt = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancel.cancel();
        }
    });
    while let Some(event) = operation.next().await {
        see(&event)?;
    }
    let outcome = operation.finish().await;
    interrupt.abort();
    outcome.map_err(aws::explained)
}

/// Writes an object and a line end to standard output.
pub(super) fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let line = serde_json::to_string(value).context("cannot write JSON")?;
    terminal::print(&format!("{line}\n"))
}

/// Writes the last object of an operation.
pub(super) fn print_outcome(outcome: &impl Serialize) -> anyhow::Result<()> {
    print_json(&json!({ "event": "done", "outcome": outcome }))
}

/// Where engines show how far they are.
pub(super) fn progress(json: bool) -> Progress {
    if !json && stderr().is_terminal() { Progress::Terminal } else { Progress::Lines }
}
