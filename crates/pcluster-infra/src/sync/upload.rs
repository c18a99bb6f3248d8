//! A directory on its way into a bucket.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use aws_sdk_s3::types::{Delete as DeleteRequest, ObjectIdentifier};
use tokio::sync::{OnceCell, Semaphore, mpsc};

use crate::aws::{Failure, Session};
use crate::bucket::Location;
use crate::operation::Operation;

use super::event::{Kept, SyncError, SyncEvent};
use super::feed::Feed;
use super::lanes::Lanes;
use super::listing::{RemoteObject, list};
use super::plan::{Action, Side, decide, next};
use super::pool::{BUDGET, Pool};
use super::put::Target;
use super::remove::{Delete, Spool};
use super::run::{FILES_AT_ONCE, Jobs, SyncOperation, SyncOptions, approve, operate, readable, walk};
use super::tally::{add, get};
use super::transfer::Transfer;
use super::walk::Entry;

/// How many of them are large: the parts of one are enough for the memory there is, a few hide the ends.
const LARGE_AT_ONCE: usize = 4;

/// The most keys that S3 removes in one request.
const REMOVED_AT_ONCE: usize = 1000;

/// Brings the files of a directory into a bucket, those that it does not have or has with another content.
///
/// The place in the bucket is a folder, whether it is written with a `/` at its end or not.
pub fn upload(session: &Session, directory: &Path, to: &Location, options: SyncOptions) -> SyncOperation {
    let client = session.s3_data();
    let integrity = options.integrity.unwrap_or_else(|| session.integrity());
    let target = Target { client, location: to.clone().folder(), integrity, opaque: Arc::default() };
    let root = directory.to_owned();
    Operation::start(move |emitter| {
        operate(emitter, options.dry_run, |tally, emitter| {
            Upload {
                transfer: Arc::new(Transfer {
                    target,
                    root,
                    layout: options.layout,
                    pool: Pool::new(BUDGET),
                    lanes: Lanes::new(BUDGET),
                    requests: Semaphore::new(FILES_AT_ONCE),
                    large: Semaphore::new(LARGE_AT_ONCE),
                    unfinished: OnceCell::new(),
                    tally,
                    emitter,
                    dry_run: options.dry_run,
                }),
                options,
            }
            .run()
        })
    })
}

struct Upload {
    transfer: Arc<Transfer>,
    options: SyncOptions,
}

impl Upload {
    async fn run(self) -> Result<Option<Kept>, SyncError> {
        let Transfer { target, root, tally, .. } = &*self.transfer;
        readable(root).await?;
        let (objects, remote) = mpsc::channel(2);
        let mut remote = Feed::new(remote);
        tokio::spawn(list(
            target.client.clone(),
            target.location.clone(),
            self.options.filter.clone(),
            objects,
        ));
        let mut local = walk(root, &self.options, target.location.prefix.len());
        let mut jobs = Jobs::default();
        let mut spool = Spool::new()?;
        let mut found = false;
        loop {
            let ((), listed) = tokio::join!(local.wait(), remote.wait());
            listed?;
            if let Some(entry) = local.take_if(|entry| !matches!(entry, Entry::File(_))) {
                self.transfer.note(entry).await;
                continue;
            }
            let path = local.peek().and_then(Entry::path);
            let Some(side) = next(path, remote.peek().map(|object: &RemoteObject| &*object.path)) else {
                break;
            };
            let file = if side == Side::Target { None } else { local.take().and_then(Entry::into_file) };
            let object = if side == Side::Source { None } else { remote.take() };
            let source = file.as_ref().map(|file| file.meta);
            let action = decide(source, object.as_ref().map(|object| object.meta), self.options.compare);
            match (action, file, object) {
                (Action::Remove, _, Some(object)) => self.remove_later(&mut spool, &object.path).await?,
                (Action::Keep, Some(_), _) => {
                    found = true;
                    add(&tally.files, 1);
                    add(&tally.unchanged, 1);
                }
                (action, Some(file), object) => {
                    found = true;
                    add(&tally.files, 1);
                    jobs.add(Box::pin(Arc::clone(&self.transfer).handle(file, object, action))).await?;
                }
                _ => {}
            }
        }
        tally.complete.store(true, Relaxed);
        jobs.finish().await?;
        self.remove(spool, found).await
    }

    async fn remove_later(&self, spool: &mut Spool, path: &str) -> Result<(), SyncError> {
        if matches!(self.options.delete, Delete::Never) {
            return Ok(());
        }
        if self.options.dry_run {
            add(&self.transfer.tally.removed, 1);
            self.transfer.emitter.emit(SyncEvent::WouldRemove { path: path.to_owned() }).await;
            return Ok(());
        }
        spool.push(path)
    }

    async fn remove(&self, spool: Spool, found: bool) -> Result<Option<Kept>, SyncError> {
        let Transfer { target, root, tally, emitter, .. } = &*self.transfer;
        let removal = spool.removal();
        let from = || root.display().to_string();
        if let Some(kept) = approve(&self.options.delete, removal, found, get(&tally.failed), from).await? {
            return Ok(kept);
        }
        let mut spooled = spool.read()?;
        loop {
            let mut paths = spooled.next(REMOVED_AT_ONCE)?;
            if paths.is_empty() {
                return Ok(None);
            }
            // What has come into the directory meanwhile, or was passed over in it, is not missing.
            paths.retain(|path| !is_there(root, path));
            let keys = paths
                .iter()
                .filter_map(|path| ObjectIdentifier::builder().key(target.location.key(path)).build().ok());
            let Ok(request) = DeleteRequest::builder().set_objects(Some(keys.collect())).quiet(true).build()
            else {
                continue;
            };
            if paths.is_empty() {
                continue;
            }
            let answer = target
                .client
                .delete_objects()
                .bucket(target.location.bucket.as_str())
                .delete(request)
                .send()
                .await;
            let answer = answer.map_err(|error| Failure::of("s3", "DeleteObjects", &error))?;
            for error in answer.errors() {
                let path = error
                    .key()
                    .and_then(|key| key.strip_prefix(target.location.prefix.as_str()))
                    .unwrap_or_default();
                paths.retain(|other| other != path);
                add(&tally.failed, 1);
                let reason =
                    format!("cannot be removed: {}", error.message().or(error.code()).unwrap_or("no reason"));
                emitter.emit(SyncEvent::Failed { path: path.to_owned(), reason }).await;
            }
            for path in paths {
                add(&tally.removed, 1);
                emitter.emit(SyncEvent::Removed { path }).await;
            }
        }
    }
}

/// Whether a directory has something of that name, even if it is nothing that would be copied.
fn is_there(root: &Path, path: &str) -> bool {
    root.join(path.trim_start_matches('/')).symlink_metadata().is_ok()
}
