//! MD5s of several large pieces at a time.
//!
//! Each step of an MD5 waits for the one before, so a processor gets through one piece at less than 1 GB/s. It gets
//! through eight pieces of the same length, side by side in its vector registers, in hardly more time than through one.
//! So large pieces wait for one another: until there are enough of them, or no more can come.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::oneshot;

use super::digest::{self, Md5Sum};

/// From this length on, in bytes, pieces wait for one another. Small ones are dominated by their requests.
pub(crate) const WORTHWHILE: usize = 1 << 20;

/// So many at a time, if memory suffices.
const LANES: usize = 8;

/// Where pieces wait for one another.
#[derive(Clone, Debug)]
pub(crate) struct Lanes {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    /// So many bytes do not wait any longer: there has to be memory for others that are sent meanwhile.
    enough: usize,
}

#[derive(Debug, Default)]
struct State {
    /// Pieces that wait for memory.
    coming: usize,
    /// Pieces that are read from their files.
    read: usize,
    /// Pieces that have their MD5. When they have been sent, there is memory for others.
    sent: usize,
    queue: Vec<Waiting>,
    bytes: usize,
}

#[derive(Debug)]
struct Waiting {
    bytes: Bytes,
    turn: Turn,
    answer: oneshot::Sender<(Md5Sum, Turn)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Coming,
    Read,
    Queued,
    Sent,
}

/// A piece, from when memory is asked for until it has been sent: the others count on it meanwhile.
#[derive(Debug)]
pub(crate) struct Turn {
    stage: Stage,
    shared: Arc<Shared>,
}

impl Lanes {
    /// For pieces that share so much memory, in bytes.
    pub(crate) fn new(budget: usize) -> Self {
        Self { shared: Arc::new(Shared { state: Mutex::default(), enough: budget / 2 }) }
    }

    /// Another piece, for which memory is about to be asked for.
    pub(crate) fn turn(&self) -> Turn {
        self.shared.lock().coming += 1;
        Turn { stage: Stage::Coming, shared: Arc::clone(&self.shared) }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those that need not wait any longer are summed up.
    fn go_on(&self) {
        let mut batch = {
            let mut state = self.lock();
            let more = state.read > 0 || (state.coming > 0 && state.sent > 0);
            if state.queue.is_empty() || (more && state.queue.len() < LANES && state.bytes < self.enough) {
                return;
            }
            state.bytes = 0;
            state.sent += state.queue.len();
            std::mem::take(&mut state.queue)
        };
        for waiting in &mut batch {
            waiting.turn.stage = Stage::Sent;
        }
        // Without a runtime the program is about to end.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn_blocking(move || {
            let sums = digest::md5_many(&batch.iter().map(|waiting| &*waiting.bytes).collect::<Vec<_>>());
            for (Waiting { bytes, turn, answer }, sum) in batch.into_iter().zip(sums) {
                drop(bytes);
                // Who asked may have been cancelled; then its turn ends here.
                drop(answer.send((sum, turn)));
            }
        });
    }
}

impl Turn {
    /// It has its memory, and is read.
    pub(crate) fn read(&mut self) {
        if self.stage == Stage::Coming {
            self.stage = Stage::Read;
            let mut state = self.shared.lock();
            state.coming -= 1;
            state.read += 1;
        }
    }

    /// Gives the MD5 of the piece, and the turn back, which is kept until the piece has been sent. `None` means that the
    /// program is about to end.
    pub(crate) async fn md5(mut self, bytes: Bytes) -> Option<(Md5Sum, Self)> {
        self.read();
        let shared = Arc::clone(&self.shared);
        let (answer, sum) = oneshot::channel();
        {
            let mut state = shared.lock();
            state.read -= 1;
            state.bytes += bytes.len();
            self.stage = Stage::Queued;
            state.queue.push(Waiting { bytes, turn: self, answer });
        }
        shared.go_on();
        sum.await.ok()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        {
            let mut state = self.shared.lock();
            match self.stage {
                Stage::Coming => state.coming -= 1,
                Stage::Read => state.read -= 1,
                Stage::Queued => {}
                Stage::Sent => state.sent -= 1,
            }
        }
        self.shared.go_on();
    }
}

#[cfg(test)]
mod tests {
    use futures_util::poll;

    use super::*;

    fn piece(byte: u8) -> Bytes {
        Bytes::from(vec![byte; 2000])
    }

    #[tokio::test]
    async fn pieces_wait_for_those_that_are_read() {
        let lanes = Lanes::new(1 << 20);
        let (first, mut second) = (lanes.turn(), lanes.turn());
        second.read();
        let mut first = Box::pin(first.md5(piece(1)));
        assert!(poll!(first.as_mut()).is_pending());
        assert_eq!(lanes.shared.lock().queue.len(), 1);
        // The second one fails, so the first one goes alone.
        drop(second);
        assert_eq!(lanes.shared.lock().queue.len(), 0);
        let (sum, turn) = first.await.unwrap();
        assert_eq!(sum, digest::md5(&piece(1)));

        // One that waits for memory comes when something has been sent, and not before.
        let third = lanes.turn();
        let mut fourth = Box::pin(lanes.turn().md5(piece(4)));
        assert!(poll!(fourth.as_mut()).is_pending());
        assert_eq!(lanes.shared.lock().queue.len(), 1);
        drop(turn);
        assert_eq!(fourth.await.unwrap().0, digest::md5(&piece(4)));
        drop(third);
        let state = lanes.shared.lock();
        assert_eq!((state.coming, state.read, state.sent), (0, 0, 0));
    }

    #[tokio::test]
    async fn enough_pieces_do_not_wait() {
        let lanes = Lanes::new(1 << 20);
        let mut other = lanes.turn();
        other.read();
        let mut sums = tokio::task::JoinSet::new();
        for byte in 0..8 {
            let turn = lanes.turn();
            sums.spawn(async move { (byte, turn.md5(piece(byte)).await.unwrap().0) });
        }
        for (byte, sum) in sums.join_all().await {
            assert_eq!(sum, digest::md5(&piece(byte)));
        }
        assert_eq!(lanes.shared.lock().sent, 0);
    }

    #[tokio::test]
    async fn who_has_gone_is_not_counted_on() {
        let lanes = Lanes::new(1 << 20);
        let mut other = lanes.turn();
        other.read();
        let mut gone = Box::pin(lanes.turn().md5(piece(1)));
        assert!(poll!(gone.as_mut()).is_pending());
        drop(gone);
        drop(other);
        let (sum, _turn) = lanes.turn().md5(piece(2)).await.unwrap();
        assert_eq!(sum, digest::md5(&piece(2)));
        while lanes.shared.lock().sent > 1 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    }
}
