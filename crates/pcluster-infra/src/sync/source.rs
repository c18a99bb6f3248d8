//! A file that is read while others may write to it.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use crc_fast::{CrcAlgorithm, Digest};
use md5::{Digest as _, Md5};

use super::digest::{self, Md5Sum};
use super::pool::{Buffer, Pool};

/// What tells whether a file is still the same: none of it may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    file: (u64, u64),
    /// In bytes.
    pub(crate) size: u64,
    written: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    fn of(meta: &Metadata) -> Self {
        Self {
            file: (meta.dev(), meta.ino()),
            size: meta.len(),
            written: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
        }
    }
}

/// A file, and how it was when it was opened.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Where it is.
    pub(crate) path: PathBuf,
    file: Arc<File>,
    /// How it was.
    pub(crate) stamp: Stamp,
}

/// A piece of a file in memory, with its checksums.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// The content.
    pub(crate) bytes: Bytes,
    /// Its checksums.
    pub(crate) sums: Sums,
}

/// The checksums of a piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sums {
    /// Where it was asked for.
    pub(crate) md5: Option<Md5Sum>,
    /// Always.
    pub(crate) crc64: u64,
}

impl Source {
    /// Opens a file. It blocks.
    pub(crate) fn open(path: PathBuf) -> io::Result<Self> {
        let file = File::open(&path)?;
        let stamp = Stamp::of(&file.metadata()?);
        Ok(Self { path, file: Arc::new(file), stamp })
    }

    /// Whether what stands at the path is still the file that was opened, as it was. It blocks.
    pub(crate) fn is_as_it_was(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|meta| Stamp::of(&meta) == self.stamp)
    }

    /// Fills a buffer from the file, and sums it up. It fails with [`io::ErrorKind::UnexpectedEof`] when the file has become shorter.
    pub(crate) async fn piece(&self, mut buffer: Buffer, offset: u64, md5: bool) -> io::Result<Piece> {
        let file = Arc::clone(&self.file);
        blocking(move || {
            file.read_exact_at(buffer.as_mut(), offset)?;
            let bytes = buffer.freeze();
            let md5 = md5.then(|| digest::md5(&bytes));
            let sums = Sums { md5, crc64: digest::crc64(&bytes) };
            Ok(Piece { bytes, sums })
        })
        .await
    }

    /// Sums a piece up without keeping it.
    pub(crate) async fn sums(&self, offset: u64, length: u64) -> io::Result<Sums> {
        let file = Arc::clone(&self.file);
        blocking(move || {
            let (mut md5, mut crc64) = (Md5::new(), Digest::new(CrcAlgorithm::Crc64Nvme));
            for_each_chunk(&file, offset, length, |chunk| {
                md5.update(chunk);
                crc64.update(chunk);
            })?;
            Ok(Sums { md5: Some(md5.finalize().into()), crc64: crc64.finalize() })
        })
        .await
    }
}

/// Opens and reads a whole small file in one go.
pub(crate) async fn read_small(
    path: &Path,
    pool: &Arc<Pool>,
    size: u64,
    md5: bool,
) -> io::Result<(Source, Piece)> {
    let mut buffer = pool.take(usize::try_from(size).map_err(io::Error::other)?).await;
    let path = path.to_owned();
    blocking(move || {
        let source = Source::open(path)?;
        if source.stamp.size != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        source.file.read_exact_at(buffer.as_mut(), 0)?;
        if Stamp::of(&source.file.metadata()?) != source.stamp {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let bytes = buffer.freeze();
        let md5 = md5.then(|| digest::md5(&bytes));
        let sums = Sums { md5, crc64: digest::crc64(&bytes) };
        Ok((source, Piece { bytes, sums }))
    })
    .await
}

/// Work for a thread that may wait for a disk.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

/// Gives a piece of a file bit by bit.
pub(crate) fn for_each_chunk(
    file: &File,
    mut offset: u64,
    mut length: u64,
    mut each: impl FnMut(&[u8]),
) -> io::Result<()> {
    const CHUNK: u64 = 256 << 10;
    let mut buffer = vec![0; usize::try_from(length.min(CHUNK)).map_err(io::Error::other)?];
    while length > 0 {
        let now = length.min(CHUNK);
        let chunk = buffer.get_mut(..usize::try_from(now).map_err(io::Error::other)?).unwrap_or_default();
        file.read_exact_at(chunk, offset)?;
        each(chunk);
        offset += now;
        length -= now;
    }
    Ok(())
}
