//! An object on its way into a file.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_s3::Client;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::aws::{Failure, FailureKind};
use crate::bucket::Location;
use crate::operation::Emitter;

use super::compare::{Verdict, compare};
use super::event::SyncEvent;
use super::layout::{Layout, Part};
use super::listing::RemoteObject;
use super::pool::{Buffer, Pool};
use super::source::blocking;
use super::tally::{Tally, add};
use super::walk::PARTIAL;

/// How often a piece is asked for whose answer was cut short; the SDK repeats requests, but not what comes after the
/// head of an answer.
const TRIES: u32 = 10;

/// Pieces are fetched in this size, in bytes, whatever the object was made of.
const PIECE: u64 = 8 << 20;

/// How many pieces of an object are under way at most.
const PIECES_AT_ONCE: usize = 8;

/// The longest name of a file, in bytes.
const LONGEST_NAME: usize = 255;

/// What all objects on their way share.
#[derive(Debug)]
pub(crate) struct Fetch {
    pub(crate) client: Client,
    pub(crate) location: Location,
    pub(crate) root: PathBuf,
    pub(crate) layout: Layout,
    pub(crate) follow: bool,
    pub(crate) pool: Arc<Pool>,
    pub(crate) requests: Semaphore,
    pub(crate) tally: Arc<Tally>,
    pub(crate) emitter: Emitter<SyncEvent>,
}

/// Why an object was not fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("its key cannot be the name of a file below a directory")]
    Name,
    #[error("`{0}` is a symbolic link, which is not followed")]
    Link(String),
    #[error("another process is fetching it")]
    Busy,
    #[error("cannot write the file: {0}")]
    Write(#[from] io::Error),
    #[error(transparent)]
    Call(#[from] Failure),
    #[error("it changed while it was fetched")]
    Changed,
    #[error("what arrived has another checksum than the object")]
    Corrupted,
}

/// Whether a key can be the path of a file below a directory, and nothing else.
pub(crate) fn is_path(path: &str) -> bool {
    !path.contains('\0')
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && part.len() <= LONGEST_NAME)
}

impl Fetch {
    /// Fetches an object into its file.
    pub(crate) async fn fetch(self: &Arc<Self>, object: &RemoteObject) -> Result<(), FetchError> {
        if !is_path(&object.path) {
            return Err(FetchError::Name);
        }
        let target = self.root.join(&object.path);
        let partial = partial(&target);
        let (root, path, follow) = (self.root.clone(), object.path.clone(), self.follow);
        let (opened, name) = (partial.clone(), target.clone());
        let file = blocking(move || {
            if let Some(link) = (!follow).then(|| link_in(&root, &path)).flatten() {
                return Ok(Err(FetchError::Link(link)));
            }
            if let Some(parent) = name.parent() {
                fs::create_dir_all(parent)?;
            }
            Ok(open(&opened))
        })
        .await??;
        let file = Arc::new(file);
        for last in [false, true] {
            self.pieces(object, &file).await?;
            match compare(&self.client, &self.location, self.layout, &partial, object).await? {
                Verdict::Different if last => {
                    let _ = fs::remove_file(&partial);
                    return Err(FetchError::Corrupted);
                }
                Verdict::Different => {}
                Verdict::Same | Verdict::Unknown => break,
            }
        }
        blocking(move || fs::rename(&partial, &target)).await?;
        Ok(())
    }

    async fn pieces(self: &Arc<Self>, object: &RemoteObject, file: &Arc<File>) -> Result<(), FetchError> {
        let layout = Layout { single: 0, part: PIECE, parts: u64::MAX };
        let size = object.meta.size;
        let sized = Arc::clone(file);
        blocking(move || sized.set_len(size)).await?;
        let mut pieces = layout.parts(size);
        let mut fetching: JoinSet<Result<(), FetchError>> = JoinSet::new();
        loop {
            while fetching.len() < PIECES_AT_ONCE
                && let Some(piece) = pieces.next()
            {
                let (fetch, object, file) = (Arc::clone(self), object.clone(), Arc::clone(file));
                fetching.spawn(async move {
                    let buffer = fetch.piece(&object, piece).await?;
                    blocking(move || file.write_all_at(buffer.as_ref(), piece.offset)).await?;
                    add(&fetch.tally.bytes_copied, piece.length);
                    Ok(())
                });
            }
            let Some(done) = fetching.join_next().await else { return Ok(()) };
            done.map_err(io::Error::other)??;
        }
    }

    async fn piece(&self, object: &RemoteObject, piece: Part) -> Result<Buffer, FetchError> {
        let mut buffer = self.pool.take(usize::try_from(piece.length).map_err(io::Error::other)?).await;
        let _permit = self.requests.acquire().await;
        let mut tries = 0;
        loop {
            match self.try_piece(object, piece, &mut buffer).await {
                Err(FetchError::Call(failure))
                    if failure.kind == FailureKind::Connection && tries < TRIES =>
                {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(50 << tries.min(6))).await;
                }
                outcome => return outcome.map(|()| buffer),
            }
        }
    }

    async fn try_piece(
        &self,
        object: &RemoteObject,
        piece: Part,
        buffer: &mut Buffer,
    ) -> Result<(), FetchError> {
        let range = format!("bytes={}-{}", piece.offset, piece.offset + piece.length - 1);
        let whole = piece.length == object.meta.size;
        let request = self
            .client
            .get_object()
            .bucket(self.location.bucket.as_str())
            .key(self.location.key(&object.path))
            .set_range((!whole).then_some(range))
            .set_if_match(Some(object.etag.clone()).filter(|etag| !etag.is_empty()));
        let answer = request.send().await.map_err(|error| {
            let failure = Failure::of("s3", "GetObject", &error);
            let changed =
                matches!(failure.code.as_deref(), Some("PreconditionFailed" | "NoSuchKey" | "InvalidRange"));
            if changed { FetchError::Changed } else { FetchError::Call(failure) }
        })?;
        let mut body = answer.body;
        let mut room = buffer.as_mut();
        while let Some(bytes) = body.next().await {
            let bytes = bytes.map_err(|error| cut(&error.to_string()))?;
            let Some((now, later)) = room.split_at_mut_checked(bytes.len()) else {
                return Err(FetchError::Changed);
            };
            now.copy_from_slice(&bytes);
            room = later;
        }
        if room.is_empty() { Ok(()) } else { Err(cut("the answer ended too early")) }
    }
}

/// An answer that was cut short.
fn cut(message: &str) -> FetchError {
    FetchError::Call(Failure {
        kind: FailureKind::Connection,
        service: "s3",
        operation: "GetObject",
        code: None,
        message: message.to_owned(),
    })
}

/// Where a file is while it is not whole: always the same place, so that nothing is left over for good.
fn partial(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let mut end = name.len().min(LONGEST_NAME - PARTIAL.len() - 1);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    target.with_file_name(format!(".{}{PARTIAL}", name.get(..end).unwrap_or_default()))
}

fn open(partial: &Path) -> Result<File, FetchError> {
    // What stands there is of a run that was killed; a link would lead elsewhere.
    if partial.is_symlink() {
        fs::remove_file(partial)?;
    }
    let file = File::options().read(true).write(true).create(true).truncate(false).open(partial)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(FetchError::Busy),
        // Not every file system has locks.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// The first directory on the way to a file that is a symbolic link.
fn link_in(root: &Path, path: &str) -> Option<String> {
    let parents = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
    parents.into_iter().find(|parent| root.join(parent).is_symlink()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_lead_elsewhere_are_no_paths() {
        for path in ["a", "a/b", "..a", "a..", "a b", "...", "é/ü", "-", "a\\..\\b"] {
            assert!(is_path(path), "{path}");
        }
        for path in ["..", "../a", "a/../b", "a/..", ".", "./a", "/a", "a//b", "", "a\0b", &"x".repeat(256)] {
            assert!(!is_path(path), "{path}");
        }
    }

    #[test]
    fn what_is_not_whole_has_a_name_of_its_own() {
        assert_eq!(partial(Path::new("/d/a.bin")), Path::new("/d/.a.bin.pclusterctl-part"));
        let long = partial(&Path::new("/d").join("é".repeat(127)));
        assert!(long.file_name().unwrap().len() <= 255);
    }
}
