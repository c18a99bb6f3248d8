//! A large file in parts: what an earlier run has sent is found, proved to be right, and not sent again.

mod calls;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tokio::task::JoinSet;

use super::event::SyncEvent;
use super::layout::Part;
use super::pool::Buffer;
use super::put::PutError;
use super::source::{Source, Summing, Sums};
use super::tally::{add, subtract};
use super::transfer::Transfer;
use super::unfinished::{Arrived, arrived};

/// How many parts of one file are under way at most; memory is what sets the limit before that.
const PARTS_AT_ONCE: usize = 16;

/// Parts above this size are not held in memory but read twice: once for the checksum, once to be sent.
const HELD: u64 = 16 << 20;

/// A part that the server has: its `ETag` as the server wrote it, and what it is the sum of.
struct Done {
    etag: String,
    length: u64,
    sums: Sums,
}

impl Transfer {
    /// Sends a file in parts.
    pub(crate) async fn send_parts(self: &Arc<Self>, path: &str, source: &Source) -> Result<(), PutError> {
        let parts: Vec<Part> = self.layout.parts(source.stamp.size).collect();
        let (upload, mut done) = match self.resumable(path, source, &parts).await? {
            Some(found) => found,
            None => (self.create(path).await?, BTreeMap::new()),
        };
        let resumed: u64 = done.values().map(|part| part.length).sum();
        let sent = self.send_missing(path, &upload, source, &parts, &mut done).await;
        let outcome = match sent {
            Ok(()) => self.complete(path, &upload, source, &done).await,
            Err(error) => Err(error),
        };
        if outcome.is_err() {
            let all: u64 = done.values().map(|part| part.length).sum();
            subtract(&self.tally.bytes_copied, all - resumed);
            subtract(&self.tally.bytes_resumed, resumed);
        }
        // Nobody can go on with the parts of what the file no longer is. Otherwise they stay, for the next run.
        if matches!(outcome, Err(PutError::Changed)) {
            self.abort(path, &upload).await;
        }
        outcome
    }

    /// The unfinished upload of which most can be used, with its parts that have arrived.
    async fn resumable(
        self: &Arc<Self>,
        path: &str,
        source: &Source,
        parts: &[Part],
    ) -> Result<Option<(String, BTreeMap<i32, Done>)>, PutError> {
        let mut best: Option<(String, BTreeMap<i32, Done>)> = None;
        for upload in self.unfinished(path).await {
            let there = arrived(&self.target.client, &self.target.location, path, &upload).await?;
            // Parts of other sizes are somebody else's, who may still be at work.
            let fits = |(number, arrived): (&i32, &Arrived)| {
                let index = usize::try_from(number - 1).unwrap_or(usize::MAX);
                parts.get(index).is_none_or(|part| part.length == arrived.size || index + 1 == parts.len())
                    && arrived.size <= self.layout.part_size(source.stamp.size)
            };
            if !there.iter().all(fits) {
                continue;
            }
            let right = self.proved(source, parts, &there).await?;
            let stale = right.is_empty() && !there.is_empty();
            let better = !stale && best.as_ref().is_none_or(|(_, done)| done.len() < right.len());
            let useless =
                if better { best.replace((upload, right)).map(|(old, _)| old) } else { Some(upload) };
            if let Some(useless) = useless {
                self.abort(path, &useless).await;
                self.emitter.emit(SyncEvent::Abandoned { path: path.to_owned() }).await;
            }
        }
        if let Some((_, done)) = best.as_ref().filter(|(_, done)| !done.is_empty()) {
            let bytes = done.values().map(|part| part.length).sum();
            add(&self.tally.bytes_resumed, bytes);
            let event =
                SyncEvent::Resumed { path: path.to_owned(), parts: done.len(), of: parts.len(), bytes };
            self.emitter.emit(event).await;
        }
        Ok(best)
    }

    /// Those parts that have arrived and are what the file has at their place.
    async fn proved(
        &self,
        source: &Source,
        parts: &[Part],
        there: &HashMap<i32, Arrived>,
    ) -> Result<BTreeMap<i32, Done>, PutError> {
        let mut done = BTreeMap::new();
        let mut reading = JoinSet::new();
        let mut next = parts.iter().filter_map(|part| Some((*part, there.get(&part.number)?)));
        loop {
            while reading.len() < 4
                && let Some((part, arrived)) = next.next()
            {
                let (source, arrived) = (source.clone(), arrived.clone());
                reading.spawn(async move {
                    let sums = source.sums(part.offset, part.length).await;
                    (part, arrived, sums)
                });
            }
            let Some(read) = reading.join_next().await else { return Ok(done) };
            let (part, arrived, sums) = read.map_err(std::io::Error::other)?;
            let sums = sums.map_err(changed)?;
            if arrived.is(part.length, &sums) {
                done.insert(part.number, Done { etag: arrived.etag, length: part.length, sums });
            }
        }
    }

    async fn send_missing(
        self: &Arc<Self>,
        path: &str,
        upload: &str,
        source: &Source,
        parts: &[Part],
        done: &mut BTreeMap<i32, Done>,
    ) -> Result<(), PutError> {
        let missing: Vec<Part> =
            parts.iter().filter(|part| !done.contains_key(&part.number)).copied().collect();
        let mut missing = missing.into_iter();
        let mut sending = JoinSet::new();
        loop {
            while sending.len() < PARTS_AT_ONCE
                && let Some(part) = missing.next()
            {
                // Memory is waited for here, so that parts go in their order: some servers write them as they come.
                let held = if part.length <= HELD { part.length } else { 0 };
                let summing = Summing::of(held, self.lanes());
                let buffer = self.pool.take(length(held)).await;
                let (transfer, source) = (Arc::clone(self), source.clone());
                let (path, upload) = (path.to_owned(), upload.to_owned());
                sending.spawn(async move {
                    (part, transfer.send_part(&path, &upload, part, &source, (buffer, summing)).await)
                });
            }
            let Some(sent) = sending.join_next().await else { return Ok(()) };
            let (part, sent) = sent.map_err(std::io::Error::other)?;
            let (etag, sums) = sent?;
            add(&self.tally.bytes_copied, part.length);
            done.insert(part.number, Done { etag, length: part.length, sums });
        }
    }

    async fn send_part(
        &self,
        path: &str,
        upload: &str,
        part: Part,
        source: &Source,
        (buffer, summing): (Buffer, Summing),
    ) -> Result<(String, Sums), PutError> {
        let (sums, bytes, _turn) = if part.length <= HELD {
            let piece = source.piece(buffer, part.offset, summing).await;
            let piece = piece.map_err(changed)?;
            (piece.sums, Some(piece.bytes), piece.turn)
        } else {
            (source.sums(part.offset, part.length).await.map_err(changed)?, None, None)
        };
        let checked = source.clone();
        let same = super::source::blocking(move || Ok(checked.is_as_it_was())).await?;
        if !same {
            return Err(PutError::Changed);
        }
        let _permit = self.requests.acquire().await;
        let mut tries = 0;
        loop {
            match self.target.part(path, upload, part, source, sums, bytes.clone()).await {
                Ok(etag) => return Ok((etag, sums)),
                Err(PutError::Corrupted) if tries < 2 => tries += 1,
                Err(PutError::Corrupted) if bytes.is_none() => return Err(PutError::Changed),
                Err(PutError::Call(failure)) if failure.code.as_deref() == Some("NoSuchUpload") => {
                    return Err(PutError::Lost);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// A length in memory; what is too long for that is never asked for.
fn length(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// A file that ends before it should has become shorter.
fn changed(error: std::io::Error) -> PutError {
    if error.kind() == std::io::ErrorKind::UnexpectedEof { PutError::Changed } else { PutError::Read(error) }
}
