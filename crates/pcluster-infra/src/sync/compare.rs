//! Whether a file has the content of an object, by checksums.

use std::fs::File;
use std::io;
use std::path::Path;

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::types::{ChecksumMode, ChecksumType, ServerSideEncryption};
use crc_fast::{CrcAlgorithm, Digest};
use md5::{Digest as _, Md5};

use crate::bucket::Location;

use super::digest::{self, ETag, Md5Sum};
use super::layout::Layout;
use super::listing::RemoteObject;
use super::source::{blocking, for_each_chunk};

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The contents are the same.
    Same,
    /// They differ.
    Different,
    /// Nothing that could be compared is known of the object.
    Unknown,
}

/// Part sizes that others use, in MiB: awscli and boto3; s5cmd; the SDKs and rclone; often configured ones.
const OTHERS: [u64; 6] = [8, 50, 5, 16, 64, 100];

/// The checksums of a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileSums {
    etags: Vec<String>,
    crc64: u64,
    crc32: u32,
    crc32c: u32,
}

/// Compares a file with an object of the same size.
pub(crate) async fn compare(
    client: &Client,
    location: &Location,
    layout: Layout,
    file: &Path,
    object: &RemoteObject,
) -> io::Result<Verdict> {
    let etag = ETag::parse(&object.etag);
    let sizes = match &etag {
        ETag::Parts(_, count) => part_sizes(object.meta.size, *count, layout),
        _ => Vec::new(),
    };
    // Large objects are compared by CRC64NVME where S3 keeps it, which is ten times as fast as MD5 in parts.
    let by_etag = !(object.whole_checksum && matches!(etag, ETag::Parts(..)));
    let (path, size) = (file.to_owned(), object.meta.size);
    let single = matches!(etag, ETag::Single(_));
    let sums = blocking(move || {
        let file = File::open(path)?;
        file_sums(&file, size, by_etag && single, if by_etag { &sizes } else { &[] })
    })
    .await?;
    if let ETag::Single(known) | ETag::Parts(known, _) = &etag
        && sums.etags.contains(known)
    {
        return Ok(Verdict::Same);
    }
    let request = client
        .head_object()
        .bucket(location.bucket.as_str())
        .key(location.key(&object.path))
        .checksum_mode(ChecksumMode::Enabled);
    // Whoever may not look at the object may still be allowed to write it.
    let Ok(head) = request.send().await else { return Ok(Verdict::Unknown) };
    Ok(by_head(&head, &etag, &sums))
}

fn by_head(head: &HeadObjectOutput, etag: &ETag, sums: &FileSums) -> Verdict {
    let one_piece = matches!(etag, ETag::Single(_));
    let whole = match head.checksum_type() {
        Some(kind) => *kind == ChecksumType::FullObject,
        None => one_piece,
    };
    let known = [
        (head.checksum_crc64_nvme(), digest::crc64_base64(sums.crc64)),
        (head.checksum_crc32(), digest::base64(&sums.crc32.to_be_bytes())),
        (head.checksum_crc32_c(), digest::base64(&sums.crc32c.to_be_bytes())),
    ];
    if whole && let Some((theirs, ours)) = known.iter().find_map(|(theirs, ours)| Some(((*theirs)?, ours))) {
        return if theirs == ours { Verdict::Same } else { Verdict::Different };
    }
    let encrypted = matches!(
        head.server_side_encryption(),
        Some(ServerSideEncryption::AwsKms | ServerSideEncryption::AwsKmsDsse)
    ) || head.sse_customer_algorithm().is_some();
    if one_piece && !encrypted { Verdict::Different } else { Verdict::Unknown }
}

/// The part sizes with which a file of this size has this many parts, of those that somebody uses.
pub(crate) fn part_sizes(size: u64, count: u64, layout: Layout) -> Vec<u64> {
    let own = layout.part_size(size);
    let mut sizes = vec![own];
    for size in OTHERS.map(|mebibytes| mebibytes << 20) {
        if !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    sizes.retain(|part| size.div_ceil(*part) == count);
    // Each costs a pass of MD5; of those that are left the first are the likeliest.
    sizes.truncate(3);
    sizes
}

/// The MD5s of the parts of a file as it is read.
struct Parts {
    size: u64,
    left: u64,
    md5: Md5,
    done: Vec<Md5Sum>,
}

impl Parts {
    fn new(size: u64) -> Self {
        Self { size, left: size, md5: Md5::new(), done: Vec::new() }
    }

    fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let now = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
            let (head, tail) = bytes.split_at(now);
            self.md5.update(head);
            self.left -= now as u64;
            bytes = tail;
            if self.left == 0 {
                self.done.push(std::mem::take(&mut self.md5).finalize().into());
                self.left = self.size;
            }
        }
    }

    fn etag(mut self) -> String {
        if self.left < self.size {
            self.done.push(self.md5.finalize().into());
        }
        digest::multipart_etag(&self.done)
    }
}

fn file_sums(file: &File, size: u64, single: bool, part_sizes: &[u64]) -> io::Result<FileSums> {
    let mut md5 = single.then(Md5::new);
    let mut parts: Vec<Parts> = part_sizes.iter().map(|size| Parts::new(*size)).collect();
    let mut crc64 = Digest::new(CrcAlgorithm::Crc64Nvme);
    let mut crc32 = Digest::new(CrcAlgorithm::Crc32IsoHdlc);
    let mut crc32c = Digest::new(CrcAlgorithm::Crc32Iscsi);
    for_each_chunk(file, 0, size, |chunk| {
        if let Some(md5) = &mut md5 {
            md5.update(chunk);
        }
        for parts in &mut parts {
            parts.update(chunk);
        }
        crc64.update(chunk);
        crc32.update(chunk);
        crc32c.update(chunk);
    })?;
    let whole = md5.map(|md5| digest::hex(&md5.finalize()));
    Ok(FileSums {
        etags: whole.into_iter().chain(parts.into_iter().map(Parts::etag)).collect(),
        crc64: crc64.finalize(),
        crc32: u32::try_from(crc32.finalize()).unwrap_or_default(),
        crc32c: u32::try_from(crc32c.finalize()).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn part_sizes_of_others_are_known() {
        let layout = Layout::default();
        let two_gib = 2 << 30;
        assert_eq!(part_sizes(two_gib, 256, layout), [8 << 20]);
        assert_eq!(part_sizes(two_gib, 41, layout), [50 << 20]);
        assert_eq!(part_sizes(two_gib, 7, layout), [0; 0]);
        assert_eq!(part_sizes(10 << 20, 2, layout), [8 << 20, 5 << 20]);
    }

    proptest! {
        #[test]
        fn etags_are_those_of_the_parts(content in prop::collection::vec(any::<u8>(), 1..4000), part in 1_usize..1500) {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&content).unwrap();
            let sums = file_sums(&file, content.len() as u64, true, &[part as u64]).unwrap();
            let parts: Vec<Md5Sum> = content.chunks(part).map(digest::md5).collect();
            prop_assert_eq!(&sums.etags[0], &digest::hex(&digest::md5(&content)));
            prop_assert_eq!(&sums.etags[1], &digest::multipart_etag(&parts));
            prop_assert_eq!(sums.crc64, digest::crc64(&content));
        }
    }
}
