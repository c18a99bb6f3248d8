//! One piece on its way into a bucket, and the proof that it arrived as it was.
//!
//! Requests carry a checksum which the server has to find right. Over TLS it is CRC64NVME, of which S3 can make
//! the checksum of the whole. Where there is no TLS it is MD5, which is signed with the headers and, other than a CRC,
//! cannot be forged; so the content needs no signature, and is not run through SHA-256, in either case. The answer
//! is checked, too: it has to name the checksum that was sent or, from servers that know only that, the `ETag` that
//! follows from the content.
//!
//! A part that goes without TLS is proved by that `ETag` alone, as servers sum a part up once more for an MD5 in its
//! request. The request that completes the upload names these `ETag`s in what it signs, so that a part which somebody has
//! exchanged on its way, and the answer with it, is refused there. Where `ETag`s are something else, with encryption by KMS
//! for one, the first part shows it; it is sent again, and from then on parts carry their MD5.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::ServerSideEncryption;
use bytes::Bytes;

use crate::aws::{Failure, FailureKind};
use crate::bucket::Location;

use super::digest::{self, Md5Sum};
use super::layout::Part;
use super::source::{Piece, Source, Sums, blocking};

/// How pieces are protected on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// By CRC64NVME; for connections that are encrypted.
    Crc64,
    /// By MD5.
    Md5,
}

/// Where pieces go, and how.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) client: Client,
    pub(crate) location: Location,
    pub(crate) integrity: Integrity,
    /// Whether an `ETag` was not the MD5 of its part: then the parts carry their MD5 themselves.
    pub(crate) opaque: Arc<AtomicBool>,
}

/// Why a piece did not arrive.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PutError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// A call failed.
    #[error(transparent)]
    Call(#[from] Failure),
    /// The file is no longer what it was when it was looked at.
    #[error("it changed while it was sent")]
    Changed,
    /// Somebody else threw away the upload that its parts belonged to.
    #[error("its unfinished upload was thrown away meanwhile")]
    Lost,
    /// What arrived is not what was sent.
    #[error("what arrived has another checksum than what was sent")]
    Corrupted,
}

/// What a server said about a piece.
struct Receipt {
    etag: String,
    crc64: Option<String>,
    encrypted: bool,
}

impl Target {
    /// Whether MD5s are wanted of the pieces.
    pub(crate) fn md5(&self) -> bool {
        self.integrity == Integrity::Md5
    }

    fn headers(&self, sums: &Sums) -> (Option<String>, Option<String>) {
        match (self.integrity, sums.md5) {
            (Integrity::Md5, Some(md5)) => (Some(digest::base64(&md5)), None),
            _ => (None, Some(digest::crc64_base64(sums.crc64))),
        }
    }

    /// Puts a whole file.
    pub(crate) async fn object(&self, path: &str, piece: Piece) -> Result<(), PutError> {
        let (md5, crc64) = self.headers(&piece.sums);
        let answer = self
            .client
            .put_object()
            .bucket(self.location.bucket.as_str())
            .key(self.location.key(path))
            .set_content_md5(md5)
            .set_checksum_crc64_nvme(crc64)
            .content_length(i64::try_from(piece.bytes.len()).unwrap_or(i64::MAX))
            .body(ByteStream::from(piece.bytes.clone()))
            .customize()
            .disable_payload_signing()
            .send()
            .await
            .map_err(|error| failed(Failure::of("s3", "PutObject", &error)))?;
        let receipt = Receipt {
            etag: bare(answer.e_tag()),
            crc64: answer.checksum_crc64_nvme().map(str::to_owned),
            encrypted: is_encrypted(answer.server_side_encryption()),
        };
        confirm(&receipt, piece.sums, Some(piece.bytes)).await
    }

    /// Puts a part, and gives its `ETag` as the server wrote it. Without the bytes it is read from the file once more.
    pub(crate) async fn part(
        &self,
        path: &str,
        upload: &str,
        part: Part,
        source: &Source,
        sums: Sums,
        bytes: Option<Bytes>,
    ) -> Result<String, PutError> {
        // A part that has to be read once more is refused at once if it is another one by then.
        let by_etag = self.md5() && bytes.is_some() && !self.opaque.load(Relaxed);
        let (md5, crc64) = self.headers(&sums);
        let md5 = md5.filter(|_| !by_etag);
        let body = match &bytes {
            Some(bytes) => ByteStream::from(bytes.clone()),
            None => ByteStream::read_from()
                .path(&source.path)
                .offset(part.offset)
                .length(Length::Exact(part.length))
                .buffer_size(256 << 10)
                .build()
                .await
                .map_err(std::io::Error::other)?,
        };
        let answer = self
            .client
            .upload_part()
            .bucket(self.location.bucket.as_str())
            .key(self.location.key(path))
            .upload_id(upload)
            .part_number(part.number)
            .set_content_md5(md5)
            .set_checksum_crc64_nvme(crc64)
            .content_length(i64::try_from(part.length).unwrap_or(i64::MAX))
            .body(body)
            .customize()
            .disable_payload_signing()
            .send()
            .await
            .map_err(|error| failed(Failure::of("s3", "UploadPart", &error)))?;
        if by_etag {
            let etag = answer.e_tag();
            if sums.md5.is_some_and(|md5| digest::hex(&md5) == bare(etag)) {
                return Ok(etag.unwrap_or_default().to_owned());
            }
            self.opaque.store(true, Relaxed);
            return Err(PutError::Corrupted);
        }
        let receipt = Receipt {
            etag: bare(answer.e_tag()),
            crc64: answer.checksum_crc64_nvme().map(str::to_owned),
            encrypted: is_encrypted(answer.server_side_encryption()),
        };
        confirm(&receipt, sums, bytes).await?;
        Ok(answer.e_tag().unwrap_or_default().to_owned())
    }
}

/// A checksum that the server does not find right, of a body that was read from the file a second time, means that the
/// file is another one by now; of one in memory, that it was spoilt on its way. Sending it again is right for both.
fn failed(failure: Failure) -> PutError {
    match failure.code.as_deref() {
        Some("BadDigest" | "XAmzContentChecksumMismatch" | "InvalidDigest") => PutError::Corrupted,
        _ if failure.kind == FailureKind::Connection
            && failure.message.contains("unexpected end of file") =>
        {
            PutError::Changed
        }
        _ => PutError::Call(failure),
    }
}

async fn confirm(receipt: &Receipt, sums: Sums, bytes: Option<Bytes>) -> Result<(), PutError> {
    if let Some(theirs) = &receipt.crc64 {
        let same = *theirs == digest::crc64_base64(sums.crc64);
        return if same { Ok(()) } else { Err(PutError::Corrupted) };
    }
    // The `ETag` of an encrypted object says nothing about the content; the server has checked what it was sent.
    if receipt.encrypted {
        return Ok(());
    }
    let md5: Option<Md5Sum> = match (sums.md5, bytes) {
        (Some(md5), _) => Some(md5),
        (None, Some(bytes)) => Some(blocking(move || Ok(digest::md5(&bytes))).await?),
        (None, None) => None,
    };
    match md5 {
        Some(md5) if digest::hex(&md5) == receipt.etag => Ok(()),
        _ => Err(PutError::Corrupted),
    }
}

/// An `ETag` without its quotes.
pub(crate) fn bare(etag: Option<&str>) -> String {
    etag.unwrap_or_default().trim_matches('"').to_ascii_lowercase()
}

/// Whether an `ETag` says nothing about the content.
pub(crate) fn is_encrypted(encryption: Option<&ServerSideEncryption>) -> bool {
    matches!(encryption, Some(ServerSideEncryption::AwsKms | ServerSideEncryption::AwsKmsDsse))
}
