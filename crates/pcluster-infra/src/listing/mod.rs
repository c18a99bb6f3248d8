//! What a bucket holds: objects and prefixes with their sizes, summed up.
//!
//! Pages are read one after the other and nothing is kept of them, so that a bucket with millions of objects needs no
//! more memory than one with ten.

mod sums;

use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::operation::list_objects_v2::ListObjectsV2Output;
use aws_sdk_s3::primitives::{DateTime, DateTimeFormat};

use crate::aws::{Failure, Session};
use crate::bucket::{BucketError, Head, Location, head};
use crate::operation::{Emitter, Operation};

use sums::{Object, Sums};

/// What is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where.
    pub location: Location,
    /// The account that the bucket has to belong to.
    pub owner: Option<String>,
    /// How deep.
    pub depth: Depth,
}

/// How deep a listing goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// What is directly there; below a prefix, objects are counted and summed up, which reads the keys of them all.
    #[default]
    Summed,
    /// What is directly there; nothing is known of what is below a prefix.
    Names,
    /// Every object.
    Objects,
}

/// What a listing finds, in the order of the keys.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum Entry {
    /// Objects with a common beginning of their keys, up to a slash.
    Prefix {
        /// The beginning, from the start of the key on.
        prefix: String,
        /// How many objects there are, where they were counted.
        #[serde(skip_serializing_if = "Option::is_none")]
        objects: Option<u64>,
        /// Their sizes together, in bytes.
        #[serde(skip_serializing_if = "Option::is_none")]
        bytes: Option<u64>,
    },
    /// An object.
    Object {
        /// Its key.
        key: String,
        /// Its size in bytes.
        bytes: u64,
        /// When it was written, as `2026-11-22T05:54:29Z`.
        modified: Option<String>,
    },
}

/// What a listing sums up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Totals {
    /// The objects that were found.
    pub objects: u64,
    /// Their sizes together, in bytes.
    pub bytes: u64,
    /// The prefixes that were found.
    pub prefixes: u64,
}

/// Lists what a bucket holds. The events are what is found.
pub fn list(session: &Session, request: Request) -> Operation<Entry, Totals, BucketError> {
    let session = session.clone();
    Operation::start(|emitter| run(session, request, emitter))
}

async fn run(session: Session, request: Request, emitter: Emitter<Entry>) -> Result<Totals, BucketError> {
    let Request { location, owner, depth } = request;
    if head(&session, &location.bucket, owner.as_deref()).await? == Head::Missing {
        return Err(BucketError::Missing { bucket: location.bucket });
    }
    let s3 = session.s3();
    let mut totals = Totals::default();
    let mut sums = Sums::below(&location.prefix);
    let mut token = None;
    loop {
        emitter.check()?;
        let page = s3
            .list_objects_v2()
            .bucket(location.bucket.as_str())
            .prefix(&location.prefix)
            .set_expected_bucket_owner(owner.clone())
            .set_delimiter((depth == Depth::Names).then(|| "/".to_owned()))
            .set_continuation_token(token)
            .send()
            .await
            .map_err(|error: SdkError<_, _>| Failure::of("s3", "ListBucket", &error))?;
        token = page.next_continuation_token().map(str::to_owned);
        for entry in entries(page) {
            let done = match (depth, entry) {
                (Depth::Summed, Entry::Object { key, bytes, modified }) => {
                    sums.add(Object { key, bytes, modified })
                }
                (_, entry) => [Some(entry), None],
            };
            for entry in done.into_iter().flatten() {
                totals.add(&entry);
                emitter.emit(entry).await;
            }
        }
        if token.is_none() {
            break;
        }
    }
    if let Some(last) = sums.end() {
        totals.add(&last);
        emitter.emit(last).await;
    }
    Ok(totals)
}

/// What a page has.
fn entries(page: ListObjectsV2Output) -> impl Iterator<Item = Entry> {
    let prefixes = page.common_prefixes.unwrap_or_default().into_iter().filter_map(|prefix| prefix.prefix);
    let prefixes = prefixes.map(|prefix| Entry::Prefix { prefix, objects: None, bytes: None });
    let objects = page.contents.unwrap_or_default().into_iter().filter_map(|object| {
        Some(Entry::Object {
            key: object.key?,
            bytes: object.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
            modified: object.last_modified.as_ref().and_then(timestamp),
        })
    });
    prefixes.chain(objects)
}

/// A time to the second.
fn timestamp(time: &DateTime) -> Option<String> {
    DateTime::from_secs(time.secs()).fmt(DateTimeFormat::DateTime).ok()
}

impl Totals {
    fn add(&mut self, entry: &Entry) {
        match entry {
            Entry::Prefix { objects, bytes, .. } => {
                self.prefixes += 1;
                self.objects += objects.unwrap_or_default();
                self.bytes += bytes.unwrap_or_default();
            }
            Entry::Object { bytes, .. } => {
                self.objects += 1;
                self.bytes += bytes;
            }
        }
    }
}
