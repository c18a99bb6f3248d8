//! A file on its way into a bucket.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OnceCell, Semaphore};

use crate::aws::{Failure, FailureKind};
use crate::operation::Emitter;

use super::compare::{Verdict, compare};
use super::event::SyncEvent;
use super::lanes::Lanes;
use super::layout::Layout;
use super::listing::RemoteObject;
use super::plan::{Action, Reason};
use super::pool::Pool;
use super::put::{PutError, Target};
use super::source::{Source, blocking, read_small};
use super::tally::{Tally, add};
use super::unfinished::{Unfinished, find};
use super::walk::{Entry, LocalFile};

/// How often a file is sent again that changed while it was sent.
const AGAIN: u32 = 2;

/// What all files on their way share.
#[derive(Debug)]
pub(crate) struct Transfer {
    pub(crate) target: Target,
    pub(crate) root: PathBuf,
    pub(crate) layout: Layout,
    pub(crate) pool: Arc<Pool>,
    pub(crate) lanes: Lanes,
    pub(crate) requests: Semaphore,
    pub(crate) large: Semaphore,
    pub(crate) unfinished: OnceCell<Mutex<Unfinished>>,
    pub(crate) tally: Arc<Tally>,
    pub(crate) emitter: Emitter<SyncEvent>,
    pub(crate) dry_run: bool,
}

impl Transfer {
    /// The unfinished uploads of a file. They are looked for once, when the first large file comes.
    pub(crate) async fn unfinished(&self, path: &str) -> Vec<String> {
        let all = self
            .unfinished
            .get_or_init(|| async { Mutex::new(find(&self.target.client, &self.target.location).await) })
            .await;
        all.lock().unwrap_or_else(PoisonError::into_inner).remove(path).unwrap_or_default()
    }

    /// Where pieces of which MD5s are wanted wait for one another.
    pub(crate) fn lanes(&self) -> Option<&Lanes> {
        self.target.md5().then_some(&self.lanes)
    }

    /// Says that something is no file, or cannot be read.
    pub(crate) async fn note(&self, entry: Entry) {
        match entry {
            Entry::Skipped(path, reason) => {
                add(&self.tally.skipped, 1);
                self.emitter.emit(SyncEvent::Skipped { path, reason }).await;
            }
            Entry::Failed(path, reason) => {
                add(&self.tally.failed, 1);
                self.emitter.emit(SyncEvent::Failed { path, reason }).await;
            }
            Entry::File(_) => {}
        }
    }

    /// Does what is to be done about a file. It fails when everything else would fail as well.
    pub(crate) async fn handle(
        self: Arc<Self>,
        file: LocalFile,
        object: Option<RemoteObject>,
        action: Action,
    ) -> Result<(), Failure> {
        let reason = match (action, object) {
            (Action::Copy(reason), _) => reason,
            (Action::Verify, Some(object)) => {
                let local = self.root.join(&file.path);
                let target = &self.target;
                match compare(&target.client, &target.location, self.layout, &local, &object).await {
                    Ok(Verdict::Same) => {
                        add(&self.tally.unchanged, 1);
                        return Ok(());
                    }
                    Ok(Verdict::Unknown) => Reason::Unknown,
                    // With an error it has become shorter, or cannot be read, which sending it will say.
                    Ok(Verdict::Different) | Err(_) => Reason::Checksum,
                }
            }
            _ => return Ok(()),
        };
        add(&self.tally.to_copy, 1);
        add(&self.tally.bytes_to_copy, file.meta.size);
        let (path, bytes) = (file.path.clone(), file.meta.size);
        if self.dry_run {
            self.emitter.emit(SyncEvent::WouldCopy { path, bytes, reason }).await;
            return Ok(());
        }
        match self.send(&file).await {
            Ok(bytes) => {
                add(&self.tally.copied, 1);
                add(&self.tally.bytes_of_copied, bytes);
                self.emitter.emit(SyncEvent::Copied { path, bytes, reason }).await;
            }
            Err(PutError::Call(failure)) if is_hopeless(&failure) => return Err(failure),
            Err(error) => {
                add(&self.tally.failed, 1);
                self.emitter.emit(SyncEvent::Failed { path, reason: error.to_string() }).await;
            }
        }
        Ok(())
    }

    /// Sends a file, again if it changes meanwhile, and gives its size.
    async fn send(self: &Arc<Self>, file: &LocalFile) -> Result<u64, PutError> {
        let mut size = file.meta.size;
        let mut tries = 0;
        loop {
            let sent = self.send_once(&file.path, size).await;
            match sent {
                Err(PutError::Changed | PutError::Corrupted | PutError::Lost) if tries < AGAIN => {
                    if matches!(sent, Err(PutError::Changed)) {
                        self.emitter.emit(SyncEvent::Changed { path: file.path.clone() }).await;
                    }
                    tries += 1;
                }
                Err(error) => return Err(error),
                Ok(()) => return Ok(size),
            }
            let path = self.root.join(&file.path);
            size = blocking(move || Ok(std::fs::metadata(path)?.len())).await?;
        }
    }

    async fn send_once(self: &Arc<Self>, path: &str, size: u64) -> Result<(), PutError> {
        let local = self.root.join(path);
        if self.layout.is_single(size) {
            let (source, piece) =
                read_small(&local, &self.pool, size, self.lanes()).await.map_err(|error| {
                    let short = error.kind() == std::io::ErrorKind::UnexpectedEof;
                    if short { PutError::Changed } else { PutError::Read(error) }
                })?;
            drop(source);
            let _permit = self.requests.acquire().await;
            self.target.object(path, piece).await?;
            add(&self.tally.bytes_copied, size);
            return Ok(());
        }
        let _turn = self.large.acquire().await;
        let source = blocking(move || Source::open(local)).await?;
        if source.stamp.size != size {
            return Err(PutError::Changed);
        }
        self.send_parts(path, &source).await
    }
}

/// Whether the same would happen to every other file.
pub(crate) fn is_hopeless(failure: &Failure) -> bool {
    matches!(
        failure.kind,
        FailureKind::Denied | FailureKind::Expired | FailureKind::Credentials | FailureKind::Region
    ) || failure.code.as_deref() == Some("NoSuchBucket")
}
