//! One side of a sync as it comes in, with a look at what is next.

use tokio::sync::mpsc::Receiver;

/// What comes in batches, one by one.
#[derive(Debug)]
pub(crate) struct Feed<T, B> {
    batches: Receiver<B>,
    batch: std::vec::IntoIter<T>,
}

impl<T, B> Feed<T, B> {
    /// A feed of what comes in.
    pub(crate) fn new(batches: Receiver<B>) -> Self {
        Self { batches, batch: Vec::new().into_iter() }
    }

    /// What is next. At the end, or without having waited, it is `None`.
    pub(crate) fn peek(&self) -> Option<&T> {
        self.batch.as_slice().first()
    }

    /// Takes what is next.
    pub(crate) fn take(&mut self) -> Option<T> {
        self.batch.next()
    }

    /// Takes what is next, if it is such a thing.
    pub(crate) fn take_if(&mut self, is: impl FnOnce(&T) -> bool) -> Option<T> {
        if self.peek().is_some_and(is) { self.take() } else { None }
    }
}

impl<T, E> Feed<T, Result<Vec<T>, E>> {
    /// Waits until the next one is known, or the end is.
    pub(crate) async fn wait(&mut self) -> Result<(), E> {
        while self.peek().is_none() {
            match self.batches.recv().await {
                Some(batch) => self.batch = batch?.into_iter(),
                None => break,
            }
        }
        Ok(())
    }
}

impl<T> Feed<T, Vec<T>> {
    /// Waits until the next one is known, or the end is.
    pub(crate) async fn wait(&mut self) {
        while self.peek().is_none() {
            match self.batches.recv().await {
                Some(batch) => self.batch = batch.into_iter(),
                None => break,
            }
        }
    }
}
