//! The objects below a prefix, as S3 lists them.

use std::time::SystemTime;

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, EncodingType, Object};
use percent_encoding::percent_decode_str;
use tokio::sync::mpsc::Sender;

use crate::aws::{Failure, call_timeouts};
use crate::bucket::Location;

use super::event::SyncError;
use super::filter::Filter;
use super::plan::Meta;

/// An object of the bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RemoteObject {
    /// The key without the prefix.
    pub(crate) path: String,
    /// What is known of it.
    pub(crate) meta: Meta,
    /// As S3 gave it, with quotes.
    pub(crate) etag: String,
    /// Whether S3 keeps a CRC64NVME of the whole.
    pub(crate) whole_checksum: bool,
}

/// Sends all objects below the location, page by page, until nobody listens.
///
/// Keys that end with `/` are left out: they stand for directories, and hold nothing.
pub(crate) async fn list(
    client: Client,
    from: Location,
    filter: Filter,
    to: Sender<Result<Vec<RemoteObject>, SyncError>>,
) {
    let mut token = None;
    let mut last = String::new();
    // Not every server can write keys in a way that is safe for XML.
    let mut encoding = Some(EncodingType::Url);
    loop {
        let request = client
            .list_objects_v2()
            .bucket(from.bucket.as_str())
            .prefix(from.prefix.as_str())
            .set_continuation_token(token.clone())
            .set_encoding_type(encoding.clone());
        // A page is small, whatever the client is for: nobody waits minutes for it.
        let small = aws_sdk_s3::Config::builder().timeout_config(call_timeouts());
        let page = match request.customize().config_override(small).send().await {
            Ok(page) => page,
            Err(error) => {
                let _ = to.send(Err(Failure::of("s3", "ListObjectsV2", &error).into())).await;
                return;
            }
        };
        let encoded = page.encoding_type() == Some(&EncodingType::Url);
        if !encoded {
            encoding = None;
        }
        let mut objects = Vec::with_capacity(page.contents().len());
        for object in page.contents() {
            let key = decode(object.key().unwrap_or_default(), encoded);
            if key <= last && !last.is_empty() {
                let _ = to.send(Err(SyncError::Unordered)).await;
                return;
            }
            if let Some(object) = object_of(object, &key, &from).filter(|object| filter.takes(&object.path)) {
                objects.push(object);
            }
            last = key;
        }
        token = page.next_continuation_token().map(str::to_owned);
        let more = page.is_truncated() == Some(true) && token.is_some();
        if to.send(Ok(objects)).await.is_err() || !more {
            return;
        }
    }
}

/// A key as it is, whatever the server did to bring it through XML.
pub(crate) fn decode(key: &str, encoded: bool) -> String {
    if !encoded {
        return key.to_owned();
    }
    let spaces = key.replace('+', " ");
    percent_decode_str(&spaces).decode_utf8_lossy().into_owned()
}

fn object_of(object: &Object, key: &str, from: &Location) -> Option<RemoteObject> {
    let path = key.strip_prefix(from.prefix.as_str())?;
    if path.is_empty() || path.ends_with('/') {
        return None;
    }
    let whole = object.checksum_type() == Some(&ChecksumType::FullObject)
        && object.checksum_algorithm().contains(&ChecksumAlgorithm::Crc64Nvme);
    let meta = Meta {
        size: object.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
        modified: object.last_modified().and_then(|time| SystemTime::try_from(*time).ok()),
    };
    let etag = object.e_tag().unwrap_or_default().to_owned();
    Some(RemoteObject { path: path.to_owned(), meta, etag, whole_checksum: whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_out_of_xml_as_they_were() {
        assert_eq!(decode("a+b%2Bc%20%C3%A9%01", true), "a b+c é\u{1}");
        assert_eq!(decode("a+b%2B", false), "a+b%2B");
    }
}
