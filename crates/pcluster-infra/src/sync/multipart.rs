//! A large file in parts: what an earlier run has sent is found, proved to be right, and not sent again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{
    ChecksumAlgorithm, ChecksumMode, ChecksumType, CompletedMultipartUpload, CompletedPart,
};
use tokio::task::JoinSet;

use crate::aws::Failure;

use super::digest::{self, Md5Sum};
use super::event::SyncEvent;
use super::layout::Part;
use super::pool::Buffer;
use super::put::{PutError, bare, is_encrypted};
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

    async fn create(&self, path: &str) -> Result<String, PutError> {
        let mut request = self
            .target
            .client
            .create_multipart_upload()
            .bucket(self.target.location.bucket())
            .key(self.target.location.key(path));
        if !self.target.md5() {
            request = request
                .checksum_algorithm(ChecksumAlgorithm::Crc64Nvme)
                .checksum_type(ChecksumType::FullObject);
        }
        match request.send().await {
            Ok(answer) => Ok(answer.upload_id().unwrap_or_default().to_owned()),
            Err(error) => {
                let answer = error.raw_response().filter(|answer| answer.status().is_success());
                let named = answer.and_then(|answer| upload_id(answer.body().bytes()?));
                named.ok_or_else(|| Failure::of("s3", "CreateMultipartUpload", &error).into())
            }
        }
    }

    async fn complete(
        &self,
        path: &str,
        upload: &str,
        source: &Source,
        done: &BTreeMap<i32, Done>,
    ) -> Result<(), PutError> {
        let checked = source.clone();
        if !super::source::blocking(move || Ok(checked.is_as_it_was())).await? {
            return Err(PutError::Changed);
        }
        let crc64 = done
            .values()
            .map(|part| (part.sums.crc64, part.length))
            .reduce(|(crc64, length), (next, more)| {
                (digest::crc64_combined(crc64, next, more), length + more)
            })
            .map(|(crc64, _)| digest::crc64_base64(crc64));
        let with_crc64 = !self.target.md5();
        let parts = done.iter().map(|(number, part)| {
            CompletedPart::builder()
                .part_number(*number)
                .e_tag(&part.etag)
                .set_checksum_crc64_nvme(with_crc64.then(|| digest::crc64_base64(part.sums.crc64)))
                .build()
        });
        let list = CompletedMultipartUpload::builder().set_parts(Some(parts.collect())).build();
        let answer = self
            .target
            .client
            .complete_multipart_upload()
            .bucket(self.target.location.bucket())
            .key(self.target.location.key(path))
            .upload_id(upload)
            .set_checksum_crc64_nvme(crc64.clone().filter(|_| with_crc64))
            .set_checksum_type(with_crc64.then_some(ChecksumType::FullObject))
            .multipart_upload(list)
            .send()
            .await;
        match answer {
            Ok(answer) => {
                let encrypted = is_encrypted(answer.server_side_encryption());
                let same =
                    is_whole(answer.checksum_crc64_nvme(), answer.e_tag(), encrypted, crc64.as_deref(), done);
                if same { Ok(()) } else { Err(PutError::Corrupted) }
            }
            // The answer to a first try may have been lost: then the upload is gone, and the object is there.
            Err(error) if error.code() == Some("NoSuchUpload") => {
                if self.is_there(path, crc64.as_deref(), done).await { Ok(()) } else { Err(PutError::Lost) }
            }
            Err(error) => Err(Failure::of("s3", "CompleteMultipartUpload", &error).into()),
        }
    }

    /// Whether the object is what these parts make.
    async fn is_there(&self, path: &str, crc64: Option<&str>, done: &BTreeMap<i32, Done>) -> bool {
        let head = self
            .target
            .client
            .head_object()
            .bucket(self.target.location.bucket())
            .key(self.target.location.key(path))
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await;
        // Whether it is encrypted does not matter: then nothing but the CRC can prove that it is the same.
        head.is_ok_and(|head| is_whole(head.checksum_crc64_nvme(), head.e_tag(), false, crc64, done))
    }

    async fn abort(&self, path: &str, upload: &str) {
        // What cannot be thrown away now is thrown away by the bucket's lifecycle.
        let _ = self
            .target
            .client
            .abort_multipart_upload()
            .bucket(self.target.location.bucket())
            .key(self.target.location.key(path))
            .upload_id(upload)
            .send()
            .await;
    }
}

fn is_whole(
    crc64: Option<&str>,
    etag: Option<&str>,
    encrypted: bool,
    expected: Option<&str>,
    done: &BTreeMap<i32, Done>,
) -> bool {
    // A checksum of the checksums, which has a `-` in it, is not one of the whole.
    if let Some(theirs) = crc64.filter(|theirs| !theirs.contains('-')) {
        return Some(theirs) == expected;
    }
    let sums: Option<Vec<Md5Sum>> = done.values().map(|part| part.sums.md5).collect();
    // Without MD5s, each part has been confirmed by itself.
    encrypted || sums.is_none_or(|sums| digest::multipart_etag(&sums) == bare(etag))
}

/// A length in memory; what is too long for that is never asked for.
fn length(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// The id in an answer that the SDK does not read: some servers (rclone's, for one) give its root another name than S3.
fn upload_id(answer: &[u8]) -> Option<String> {
    let (_, rest) = std::str::from_utf8(answer).ok()?.split_once("<UploadId>")?;
    let (id, _) = rest.split_once("</UploadId>")?;
    let plain = !id.is_empty() && !id.contains(['<', '&']);
    plain.then(|| id.to_owned())
}

/// A file that ends before it should has become shorter.
fn changed(error: std::io::Error) -> PutError {
    if error.kind() == std::io::ErrorKind::UnexpectedEof { PutError::Changed } else { PutError::Read(error) }
}
