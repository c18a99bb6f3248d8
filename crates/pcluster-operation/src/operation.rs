//! Something that takes its time: a stream of events with an outcome.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Stream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::Remedy;

/// How many events may wait for whoever looks at them before the work does.
const WAITING: usize = 256;

/// Work that goes on in the background, its events and its outcome.
///
/// It is a [`Stream`] of its events. Dropping it stops the work where it stands, which is as safe as any other end:
/// running the same again goes on from there.
#[derive(Debug)]
pub struct Operation<E, T, X> {
    events: mpsc::Receiver<E>,
    task: Option<JoinHandle<Result<T, X>>>,
    cancel: CancellationToken,
}

/// Where the work of an [`Operation`] says what happens, and sees that it is to stop.
#[derive(Clone, Debug)]
pub struct Emitter<E> {
    events: mpsc::Sender<E>,
    cancel: CancellationToken,
}

/// The work stopped before its end because it was told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled; run the same command again to go on")]
pub struct Cancelled;

impl Remedy for Cancelled {
    fn help(&self) -> Option<String> {
        None
    }
}

impl<E, T, X> Operation<E, T, X>
where
    E: Send + 'static,
    T: Send + 'static,
    X: Send + 'static,
{
    /// Starts work on the runtime of Tokio that this is called in.
    pub fn start<F, W>(work: F) -> Self
    where
        F: FnOnce(Emitter<E>) -> W,
        W: Future<Output = Result<T, X>> + Send + 'static,
    {
        let (sender, events) = mpsc::channel(WAITING);
        let cancel = CancellationToken::new();
        let task = tokio::spawn(work(Emitter { events: sender, cancel: cancel.clone() }));
        Self { events, task: Some(task), cancel }
    }

    /// The next event; `None` when there are no more, and the outcome is known.
    pub async fn next(&mut self) -> Option<E> {
        self.events.recv().await
    }

    /// Asks the work to stop at the next point that is a good one. It then fails with [`Cancelled`].
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// What [`Operation::cancel`] does, for whoever does not have the operation at hand.
    pub fn cancellation(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Waits for the end, and gives the outcome. Events that nobody has looked at are lost.
    pub async fn finish(mut self) -> Result<T, X> {
        while self.events.recv().await.is_some() {}
        let Some(task) = self.task.take() else { std::future::pending().await };
        match task.await {
            Ok(outcome) => outcome,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            // The task is aborted in `drop` alone, which cannot be while this is awaited.
            Err(_) => std::future::pending().await,
        }
    }
}

impl<E, T, X> Stream for Operation<E, T, X> {
    type Item = E;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<E>> {
        self.events.poll_recv(context)
    }
}

impl<E, T, X> Drop for Operation<E, T, X> {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

impl<E> Emitter<E> {
    /// Says what happened. Nobody has to listen.
    pub async fn emit(&self, event: E) {
        let _ = self.events.send(event).await;
    }

    /// Fails when the work is to stop.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.cancel.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Waits, or fails as soon as the work is to stop.
    pub async fn sleep(&self, time: std::time::Duration) -> Result<(), Cancelled> {
        tokio::select! {
            () = self.cancel.cancelled() => Err(Cancelled),
            () = tokio::time::sleep(time) => Ok(()),
        }
    }

    /// The token that is cancelled when the work is to stop.
    pub fn cancellation(&self) -> &CancellationToken {
        &self.cancel
    }
}
