//! What both directions have in common.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::aws::Failure;
use crate::operation::{Cancelled, Emitter, Operation};

use super::event::{Kept, Removal, SyncError, SyncEvent, SyncSummary};
use super::feed::Feed;
use super::filter::Filter;
use super::layout::Layout;
use super::plan::Compare;
use super::put::Integrity;
use super::remove::Delete;
use super::source::blocking;
use super::tally::{Tally, get};
use super::walk::{Entry, Walk};

/// A sync under way.
pub type SyncOperation = Operation<SyncEvent, SyncSummary, SyncError>;

/// How often [`SyncEvent::Progress`] comes.
const TICK: Duration = Duration::from_millis(200);

/// How many files are under way at a time: enough to hide the 10 to 50 ms that S3 takes for a small one.
pub(super) const FILES_AT_ONCE: usize = 64;

/// How to sync.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SyncOptions {
    /// What to sync.
    pub filter: Filter,
    /// How to find out what differs.
    pub compare: Compare,
    /// Whether the target loses what the source does not have.
    pub delete: Delete,
    /// Only say what would be done.
    pub dry_run: bool,
    /// Whether symbolic links stand for the files and directories that they lead to; otherwise they are skipped.
    pub follow_links: bool,
    /// How large files are split. An upload that was begun with one layout is not gone on with in another.
    pub layout: Layout,
    /// How content is protected on its way; by default as the connection needs it.
    pub integrity: Option<Integrity>,
}

impl Default for SyncOptions {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            compare: Compare::default(),
            delete: Delete::default(),
            dry_run: false,
            follow_links: true,
            layout: Layout::default(),
            integrity: None,
        }
    }
}

/// Runs the work of one direction: with progress, until it ends or is to stop.
pub(super) async fn operate<W>(
    emitter: Emitter<SyncEvent>,
    dry_run: bool,
    work: impl FnOnce(Arc<Tally>, Emitter<SyncEvent>) -> W,
) -> Result<SyncSummary, SyncError>
where
    W: Future<Output = Result<Option<Kept>, SyncError>>,
{
    let start = Instant::now();
    let tally = Arc::new(Tally::default());
    let kept = tokio::select! {
        biased;
        () = emitter.cancellation().cancelled() => return Err(Cancelled.into()),
        kept = work(Arc::clone(&tally), emitter.clone()) => kept?,
        never = tick(&tally, &emitter) => match never {},
    };
    emitter.emit(SyncEvent::Progress(tally.progress())).await;
    Ok(SyncSummary {
        dry_run,
        copied: get(if dry_run { &tally.to_copy } else { &tally.copied }),
        bytes: get(if dry_run { &tally.bytes_to_copy } else { &tally.bytes_of_copied }),
        resumed_bytes: get(&tally.bytes_resumed),
        unchanged: get(&tally.unchanged),
        removed: get(&tally.removed),
        skipped: get(&tally.skipped),
        failed: get(&tally.failed),
        seconds: start.elapsed().as_secs_f64(),
        kept,
    })
}

async fn tick(tally: &Tally, emitter: &Emitter<SyncEvent>) -> Infallible {
    let mut interval = tokio::time::interval(TICK);
    loop {
        interval.tick().await;
        emitter.emit(SyncEvent::Progress(tally.progress())).await;
    }
}

/// Whether what is missing in the source may be removed from the target: `None` if so, otherwise what the summary says.
pub(super) async fn approve(
    delete: &Delete,
    removal: Removal,
    found: bool,
    failed: u64,
    from: impl FnOnce() -> String,
) -> Result<Option<Option<Kept>>, SyncError> {
    if removal.count == 0 {
        return Ok(Some(None));
    }
    let always = matches!(delete, Delete::Always);
    if !found && !always {
        return Err(SyncError::EmptySource { from: from(), count: removal.count });
    }
    if failed > 0 {
        return Ok(Some(Some(Kept::Failures)));
    }
    let Delete::Ask(ask) = delete else { return Ok(if always { None } else { Some(None) }) };
    let ask = Arc::clone(ask);
    let yes = blocking(move || Ok(ask(&removal))).await.map_err(SyncError::Temporary)?;
    Ok(if yes { None } else { Some(Some(Kept::Declined)) })
}

/// Tasks, some at a time.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    tasks: JoinSet<Result<(), Failure>>,
}

impl Jobs {
    /// Starts a task, once there is room for it. It fails if one of those before has.
    pub(super) async fn add(
        &mut self,
        task: impl Future<Output = Result<(), Failure>> + Send + 'static,
    ) -> Result<(), SyncError> {
        while self.tasks.len() >= FILES_AT_ONCE {
            self.next().await?;
        }
        self.tasks.spawn(task);
        Ok(())
    }

    /// Waits for all.
    pub(super) async fn finish(&mut self) -> Result<(), SyncError> {
        while !self.tasks.is_empty() {
            self.next().await?;
        }
        Ok(())
    }

    async fn next(&mut self) -> Result<(), SyncError> {
        match self.tasks.join_next().await {
            Some(Ok(outcome)) => Ok(outcome?),
            Some(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            _ => Ok(()),
        }
    }
}

/// Walks in a thread of its own.
pub(super) fn walk(root: &Path, options: &SyncOptions, prefix: usize) -> Feed<Entry, Vec<Entry>> {
    let (entries, feed) = mpsc::channel(4);
    let walk =
        Walk { root: root.to_owned(), filter: options.filter.clone(), follow: options.follow_links, prefix };
    tokio::task::spawn_blocking(move || walk.run(&entries));
    Feed::new(feed)
}

/// Fails when a directory cannot be read.
pub(super) async fn readable(directory: &Path) -> Result<(), SyncError> {
    let wanted: PathBuf = directory.to_owned();
    let read = blocking(move || std::fs::read_dir(wanted).map(|_| ())).await;
    read.map_err(|source: io::Error| SyncError::Directory { directory: directory.to_owned(), source })
}
