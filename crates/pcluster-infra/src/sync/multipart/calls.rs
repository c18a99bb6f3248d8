//! The calls that begin and end an upload in parts.

use std::collections::BTreeMap;

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{
    ChecksumAlgorithm, ChecksumMode, ChecksumType, CompletedMultipartUpload, CompletedPart,
};

use crate::aws::Failure;
use crate::sync::digest::{self, Md5Sum};
use crate::sync::put::{PutError, bare, is_encrypted};
use crate::sync::source::{Source, blocking};
use crate::sync::transfer::Transfer;

use super::Done;

impl Transfer {
    /// Begins an upload, and gives its id.
    pub(super) async fn create(&self, path: &str) -> Result<String, PutError> {
        let mut request = self
            .target
            .client
            .create_multipart_upload()
            .bucket(self.target.location.bucket.as_str())
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

    /// Makes an object of parts, and sees that it is what they make.
    pub(super) async fn complete(
        &self,
        path: &str,
        upload: &str,
        source: &Source,
        done: &BTreeMap<i32, Done>,
    ) -> Result<(), PutError> {
        let checked = source.clone();
        if !blocking(move || Ok(checked.is_as_it_was())).await? {
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
            .bucket(self.target.location.bucket.as_str())
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
            .bucket(self.target.location.bucket.as_str())
            .key(self.target.location.key(path))
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await;
        // Whether it is encrypted does not matter: then nothing but the CRC can prove that it is the same.
        head.is_ok_and(|head| is_whole(head.checksum_crc64_nvme(), head.e_tag(), false, crc64, done))
    }

    /// Throws an upload away with all its parts.
    pub(super) async fn abort(&self, path: &str, upload: &str) {
        // What cannot be thrown away now is thrown away by the bucket's lifecycle.
        let _ = self
            .target
            .client
            .abort_multipart_upload()
            .bucket(self.target.location.bucket.as_str())
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

/// The id in an answer that the SDK does not read: some servers (rclone's, for one) give its root another name than S3.
fn upload_id(answer: &[u8]) -> Option<String> {
    let (_, rest) = std::str::from_utf8(answer).ok()?.split_once("<UploadId>")?;
    let (id, _) = rest.split_once("</UploadId>")?;
    let plain = !id.is_empty() && !id.contains(['<', '&']);
    plain.then(|| id.to_owned())
}
