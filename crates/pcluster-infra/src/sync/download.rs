//! What is in a bucket on its way into a directory.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use tokio::sync::{Semaphore, mpsc};

use crate::aws::{Failure, Session};
use crate::bucket::Location;
use crate::operation::Operation;

use super::compare::{Verdict, compare};
use super::event::{Kept, SyncError, SyncEvent};
use super::feed::Feed;
use super::fetch::{Fetch, FetchError};
use super::listing::{RemoteObject, list};
use super::plan::{Action, Reason, Side, decide, next};
use super::pool::{BUDGET, Pool};
use super::remove::{Delete, Spool};
use super::run::{FILES_AT_ONCE, Jobs, SyncOperation, SyncOptions, approve, operate, walk};
use super::source::blocking;
use super::tally::{add, get};
use super::transfer::is_hopeless;
use super::walk::{Entry, LocalFile};

/// Fetches what is in a bucket into a directory, those files that it does not have or has with another content.
///
/// The place in the bucket is a folder, whether it is written with a `/` at its end or not.
///
/// The directory is made if it does not exist. A file is only there once all of it is, and proved to be right.
pub fn download(session: &Session, from: &Location, directory: &Path, options: SyncOptions) -> SyncOperation {
    let (client, location, root) = (session.s3_data(), from.clone().folder(), directory.to_owned());
    Operation::start(move |emitter| {
        operate(emitter, options.dry_run, |tally, emitter| {
            let fetch = Arc::new(Fetch {
                client,
                location,
                root,
                layout: options.layout,
                follow: options.follow_links,
                pool: Pool::new(BUDGET),
                requests: Semaphore::new(FILES_AT_ONCE),
                tally,
                emitter,
            });
            Download { fetch, options }.run()
        })
    })
}

struct Download {
    fetch: Arc<Fetch>,
    options: SyncOptions,
}

impl Download {
    async fn run(self) -> Result<Option<Kept>, SyncError> {
        let Fetch { client, location, tally, emitter, .. } = &*self.fetch;
        let (objects, remote) = mpsc::channel(2);
        let mut remote: Feed<RemoteObject, _> = Feed::new(remote);
        tokio::spawn(list(client.clone(), location.clone(), self.options.filter.clone(), objects));
        // Nothing is made until it is known that the bucket can be read.
        remote.wait().await?;
        let mut local = self.local().await?;
        let mut jobs = Jobs::default();
        let mut spool = Spool::new()?;
        let mut found = false;
        loop {
            let ((), listed) = tokio::join!(local.wait(), remote.wait());
            listed?;
            if let Some(entry) = local.take_if(|entry| !matches!(entry, Entry::File(_))) {
                if let Entry::Failed(path, reason) = entry {
                    add(&tally.failed, 1);
                    emitter.emit(SyncEvent::Failed { path, reason }).await;
                }
                continue;
            }
            let path = local.peek().and_then(Entry::path);
            let Some(side) = next(remote.peek().map(|object| &*object.path), path) else { break };
            let object = if side == Side::Target { None } else { remote.take() };
            let file = if side == Side::Source { None } else { local.take().and_then(Entry::into_file) };
            let target = file.as_ref().map(|file| file.meta);
            match (decide(object.as_ref().map(|object| object.meta), target, self.options.compare), object) {
                (Action::Remove, _) => self.remove_later(&mut spool, file).await?,
                (Action::Keep, _) => {
                    found = true;
                    add(&tally.files, 1);
                    add(&tally.unchanged, 1);
                }
                (action, Some(object)) => {
                    found = true;
                    add(&tally.files, 1);
                    jobs.add(handle(Arc::clone(&self.fetch), object, action, self.options.dry_run)).await?;
                }
                _ => {}
            }
        }
        tally.complete.store(true, Relaxed);
        jobs.finish().await?;
        self.remove(spool, found).await
    }

    /// What the directory has; nothing, if there is none.
    async fn local(&self) -> Result<Feed<Entry, Vec<Entry>>, SyncError> {
        let (root, dry_run) = (self.fetch.root.clone(), self.options.dry_run);
        let there = blocking(move || {
            if !dry_run {
                std::fs::create_dir_all(&root)?;
            }
            root.try_exists()
        });
        let failed = |source| SyncError::Directory { directory: self.fetch.root.clone(), source };
        Ok(if there.await.map_err(failed)? {
            walk(&self.fetch.root, &self.options, 0)
        } else {
            Feed::new(mpsc::channel(1).1)
        })
    }

    async fn remove_later(&self, spool: &mut Spool, file: Option<LocalFile>) -> Result<(), SyncError> {
        let Some(LocalFile { path, .. }) = file else { return Ok(()) };
        match self.options.delete {
            Delete::Never => Ok(()),
            _ if self.options.dry_run => {
                add(&self.fetch.tally.removed, 1);
                self.fetch.emitter.emit(SyncEvent::WouldRemove { path }).await;
                Ok(())
            }
            _ => spool.push(&path),
        }
    }

    async fn remove(&self, spool: Spool, found: bool) -> Result<Option<Kept>, SyncError> {
        let Fetch { location, root, tally, emitter, .. } = &*self.fetch;
        let from = || location.to_string();
        let removal = spool.removal();
        if let Some(kept) = approve(&self.options.delete, removal, found, get(&tally.failed), from).await? {
            return Ok(kept);
        }
        let mut spooled = spool.read()?;
        loop {
            let paths = spooled.next(1000)?;
            if paths.is_empty() {
                return Ok(None);
            }
            for path in paths {
                let file = root.join(&path);
                match blocking(move || std::fs::remove_file(file)).await {
                    Ok(()) => {
                        add(&tally.removed, 1);
                        emitter.emit(SyncEvent::Removed { path }).await;
                    }
                    Err(error) => {
                        add(&tally.failed, 1);
                        let reason = format!("cannot be removed: {error}");
                        emitter.emit(SyncEvent::Failed { path, reason }).await;
                    }
                }
            }
        }
    }
}

/// Does what is to be done about an object. It fails when everything else would fail as well.
async fn handle(
    fetch: Arc<Fetch>,
    object: RemoteObject,
    action: Action,
    dry_run: bool,
) -> Result<(), Failure> {
    let (path, bytes) = (object.path.clone(), object.meta.size);
    let reason = if let Action::Copy(reason) = action {
        reason
    } else {
        let file = fetch.root.join(&object.path);
        match compare(&fetch.client, &fetch.location, fetch.layout, &file, &object).await {
            Ok(Verdict::Same) => {
                add(&fetch.tally.unchanged, 1);
                return Ok(());
            }
            Ok(Verdict::Unknown) => Reason::Unknown,
            Ok(Verdict::Different) | Err(_) => Reason::Checksum,
        }
    };
    add(&fetch.tally.to_copy, 1);
    add(&fetch.tally.bytes_to_copy, bytes);
    if dry_run {
        fetch.emitter.emit(SyncEvent::WouldCopy { path, bytes, reason }).await;
        return Ok(());
    }
    match fetch.fetch(&object).await {
        Ok(()) => {
            add(&fetch.tally.copied, 1);
            add(&fetch.tally.bytes_of_copied, bytes);
            fetch.emitter.emit(SyncEvent::Copied { path, bytes, reason }).await;
        }
        Err(FetchError::Call(failure)) if is_hopeless(&failure) => return Err(failure),
        Err(error) => {
            add(&fetch.tally.failed, 1);
            fetch.emitter.emit(SyncEvent::Failed { path, reason: error.to_string() }).await;
        }
    }
    Ok(())
}
