//! The memory for what is on its way: a budget, and buffers that are used again.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Memory for what is on its way, in bytes. With the program itself it stays well under 150 MB; it is enough for twelve
/// parts of 8 MiB at a time, about 700 MB/s from one machine to S3.
pub(crate) const BUDGET: usize = 96 << 20;

/// Larger than this, and buffers are kept: fresh memory costs a page fault every 4 KiB.
const KEPT: usize = 1 << 20;

/// Their sizes are rounded up to this.
const STEP: usize = 2 << 20;

/// Memory that is handed out, and waited for.
#[derive(Debug)]
pub(crate) struct Pool {
    permits: Arc<Semaphore>,
    budget: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    used: usize,
    free: Vec<Vec<u8>>,
}

/// Some memory. It goes back to its pool when this and all [`Bytes`] of it are gone.
#[derive(Debug)]
pub(crate) struct Buffer {
    data: Vec<u8>,
    length: usize,
    pool: Arc<Pool>,
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    /// A pool of so many bytes.
    pub(crate) fn new(budget: usize) -> Arc<Self> {
        let permits = Arc::new(Semaphore::new(budget));
        Arc::new(Self { permits, budget, state: Mutex::default() })
    }

    /// Waits for memory. More than the whole budget is never asked for.
    pub(crate) async fn take(self: &Arc<Self>, length: usize) -> Buffer {
        let room = Self::room(length).min(self.budget).max(length);
        let permits = u32::try_from(room.min(self.budget)).unwrap_or(u32::MAX);
        let Ok(permit) = Arc::clone(&self.permits).acquire_many_owned(permits).await else {
            // The semaphore is never closed.
            return std::future::pending().await;
        };
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let data = if let Some(index) = state.free.iter().position(|free| free.len() == room) {
            state.free.swap_remove(index)
        } else {
            while state.used + room + state.free.iter().map(Vec::len).sum::<usize>() > self.budget
                && state.free.pop().is_some()
            {}
            vec![0; room]
        };
        state.used += room;
        Buffer { data, length, pool: Arc::clone(self), _permit: permit }
    }

    /// How much is set aside: the few sizes of large buffers fit one another.
    fn room(length: usize) -> usize {
        if length > KEPT { length.next_multiple_of(STEP) } else { length }
    }
}

impl Buffer {
    /// The memory.
    pub(crate) fn as_mut(&mut self) -> &mut [u8] {
        self.data.get_mut(..self.length).unwrap_or_default()
    }

    /// To be sent.
    pub(crate) fn freeze(self) -> Bytes {
        Bytes::from_owner(self)
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        self.data.get(..self.length).unwrap_or_default()
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let data = std::mem::take(&mut self.data);
        let mut state = self.pool.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.used -= data.len();
        if data.len() > KEPT {
            state.free.push(data);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn memory_stays_within_the_budget() {
        let pool = Pool::new(64 << 20);
        let held = |pool: &Pool| {
            let state = pool.state.lock().unwrap();
            state.used + state.free.iter().map(Vec::len).sum::<usize>()
        };
        let mut taken = Vec::new();
        for size in [8 << 20, 8 << 20, 10 << 20, 100, 5 << 20] {
            taken.push(pool.take(size).await);
        }
        assert_eq!(taken[2].as_ref().len(), 10 << 20);
        assert_eq!(held(&pool), (32 << 20) + 100);
        taken.clear();
        for _ in 0..4 {
            taken.push(pool.take(16 << 20).await);
            assert!(held(&pool) <= 64 << 20);
        }
        // All is taken, so the next one waits.
        let mut next = std::pin::pin!(pool.take(1));
        assert!(futures_util::poll!(next.as_mut()).is_pending());
        taken.pop();
        assert!(futures_util::poll!(next.as_mut()).is_ready());
    }
}
