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
use super::lanes::{Lanes, Turn, WORTHWHILE};
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
#[derive(Debug)]
pub(crate) struct Piece {
    /// The content.
    pub(crate) bytes: Bytes,
    /// Its checksums.
    pub(crate) sums: Sums,
    /// Ends when the piece has been sent.
    pub(crate) turn: Option<Turn>,
}

/// Whether MD5s are wanted of pieces.
#[derive(Debug)]
pub(crate) enum Summing {
    /// They are not.
    No,
    /// Of this one alone.
    Alone,
    /// Of this one with others.
    Together(Turn),
}

impl Summing {
    /// The way for a piece of this length, in bytes.
    pub(crate) fn of(length: u64, lanes: Option<&Lanes>) -> Self {
        match lanes {
            None => Self::No,
            Some(lanes) if length >= WORTHWHILE as u64 => Self::Together(lanes.turn()),
            Some(_) => Self::Alone,
        }
    }

    /// Reads a piece, and sums it up.
    async fn piece<T: Send + 'static>(
        mut self,
        mut buffer: Buffer,
        read: impl FnOnce(&mut [u8]) -> io::Result<T> + Send + 'static,
    ) -> io::Result<(T, Piece)> {
        if let Self::Together(turn) = &mut self {
            turn.read();
        }
        let alone = matches!(self, Self::Alone);
        let (read, mut piece) = blocking(move || {
            let read = read(buffer.as_mut())?;
            let bytes = buffer.freeze();
            let md5 = alone.then(|| digest::md5(&bytes));
            let sums = Sums { md5, crc64: digest::crc64(&bytes) };
            Ok((read, Piece { bytes, sums, turn: None }))
        })
        .await?;
        if let Self::Together(turn) = self {
            let summed = turn.md5(piece.bytes.clone()).await;
            let (md5, turn) = summed.ok_or_else(|| io::Error::other("the program is about to end"))?;
            piece.sums.md5 = Some(md5);
            piece.turn = Some(turn);
        }
        Ok((read, piece))
    }
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
    pub(crate) async fn piece(&self, buffer: Buffer, offset: u64, summing: Summing) -> io::Result<Piece> {
        let file = Arc::clone(&self.file);
        let ((), piece) = summing.piece(buffer, move |buffer| file.read_exact_at(buffer, offset)).await?;
        Ok(piece)
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
    lanes: Option<&Lanes>,
) -> io::Result<(Source, Piece)> {
    let summing = Summing::of(size, lanes);
    let buffer = pool.take(usize::try_from(size).map_err(io::Error::other)?).await;
    let path = path.to_owned();
    let read = move |buffer: &mut [u8]| {
        let source = Source::open(path)?;
        if source.stamp.size != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        source.file.read_exact_at(buffer, 0)?;
        if Stamp::of(&source.file.metadata()?) != source.stamp {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(source)
    };
    summing.piece(buffer, read).await
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
