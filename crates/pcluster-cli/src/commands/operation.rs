//! Operations of the library, as commands run them.

use pcluster_infra::{Operation, Remedy};

use crate::commands::aws;

/// Looks at all events, and gives the outcome. Ctrl-C stops the operation at a good point.
pub(crate) async fn follow<E, T, X>(
    operation: Operation<E, T, X>,
    see: impl FnMut(&E) -> anyhow::Result<()>,
) -> anyhow::Result<T>
where
    E: Send + 'static,
    T: Send + 'static,
    X: Remedy,
{
    watch(operation, see).await?.map_err(aws::explained)
}

/// The same for an operation whose error is not the end of the command.
pub(crate) async fn watch<E, T, X>(
    mut operation: Operation<E, T, X>,
    mut see: impl FnMut(&E) -> anyhow::Result<()>,
) -> anyhow::Result<Result<T, X>>
where
    E: Send + 'static,
    T: Send + 'static,
    X: Remedy,
{
    let cancellation = operation.cancellation();
    loop {
        let event = tokio::select! {
            event = operation.next() => event,
            _ = tokio::signal::ctrl_c(), if !cancellation.is_cancelled() => {
                cancellation.cancel();
                continue;
            }
        };
        match event {
            Some(event) => see(&event)?,
            None => return Ok(operation.finish().await),
        }
    }
}
