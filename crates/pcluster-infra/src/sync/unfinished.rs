//! Uploads that were begun and not completed: what arrived needs not be sent again.

use std::collections::HashMap;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{ChecksumAlgorithm, EncodingType};

use crate::aws::Failure;
use crate::bucket::Location;

use super::digest;
use super::listing::decode;
use super::put::bare;
use super::source::Sums;

/// The unfinished uploads below a location: their ids by path.
pub(crate) type Unfinished = HashMap<String, Vec<String>>;

/// A part that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrived {
    pub(crate) size: u64,
    /// As the server wrote it.
    pub(crate) etag: String,
    pub(crate) crc64: Option<String>,
}

impl Arrived {
    /// Whether it is what these sums are of.
    pub(crate) fn is(&self, size: u64, sums: &Sums) -> bool {
        let same = match (&self.crc64, sums.md5) {
            (Some(theirs), _) => *theirs == digest::crc64_base64(sums.crc64),
            (None, Some(md5)) => bare(Some(&self.etag)) == digest::hex(&md5),
            (None, None) => false,
        };
        self.size == size && same
    }
}

/// Finds the unfinished uploads below a location.
///
/// Whoever may write into the bucket need not be allowed to list them: then there are none.
pub(crate) async fn find(client: &Client, location: &Location) -> Unfinished {
    let mut found = Unfinished::new();
    let (mut key, mut id) = (None, None);
    let mut encoding = Some(EncodingType::Url);
    loop {
        let request = client
            .list_multipart_uploads()
            .bucket(location.bucket.as_str())
            .prefix(location.prefix.as_str())
            .set_key_marker(key)
            .set_upload_id_marker(id)
            .set_encoding_type(encoding.clone());
        // Where it fails nothing can be gone on with, and nothing is lost but time.
        let Ok(page) = request.send().await else { return found };
        let encoded = page.encoding_type() == Some(&EncodingType::Url);
        if !encoded {
            encoding = None;
        }
        for upload in page.uploads() {
            let key = decode(upload.key().unwrap_or_default(), encoded);
            let other = upload.checksum_algorithm().is_some_and(|kind| *kind != ChecksumAlgorithm::Crc64Nvme);
            // With another checksum it is somebody else's, and takes no parts without that.
            if other {
                continue;
            }
            if let (Some(path), Some(id)) = (key.strip_prefix(location.prefix.as_str()), upload.upload_id()) {
                found.entry(path.to_owned()).or_default().push(id.to_owned());
            }
        }
        key = page.next_key_marker().map(|key| decode(key, encoded));
        id = page.next_upload_id_marker().map(str::to_owned);
        if page.is_truncated() != Some(true) || key.is_none() {
            return found;
        }
    }
}

/// The parts of an upload that have arrived, by their numbers.
pub(crate) async fn arrived(
    client: &Client,
    location: &Location,
    path: &str,
    upload: &str,
) -> Result<HashMap<i32, Arrived>, Failure> {
    let mut parts = HashMap::new();
    let mut marker = None;
    loop {
        let request = client
            .list_parts()
            .bucket(location.bucket.as_str())
            .key(location.key(path))
            .upload_id(upload)
            .set_part_number_marker(marker);
        let page = match request.send().await {
            Ok(page) => page,
            // Somebody else has finished it, or thrown it away.
            Err(error) if error.code() == Some("NoSuchUpload") => return Ok(parts),
            Err(error) => return Err(Failure::of("s3", "ListParts", &error)),
        };
        for part in page.parts() {
            let Some(number) = part.part_number() else { continue };
            let size = part.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
            let etag = part.e_tag().unwrap_or_default().to_owned();
            let crc64 = part.checksum_crc64_nvme().map(str::to_owned);
            parts.insert(number, Arrived { size, etag, crc64 });
        }
        marker = page.next_part_number_marker().map(str::to_owned);
        if page.is_truncated() != Some(true) || marker.is_none() {
            return Ok(parts);
        }
    }
}
