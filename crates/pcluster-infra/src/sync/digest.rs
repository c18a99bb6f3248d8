//! Checksums as S3 writes them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use crc_fast::CrcAlgorithm;

pub(crate) use crate::hex::hex;

/// An MD5, 16 bytes.
pub(crate) type Md5Sum = [u8; 16];

/// The MD5 of bytes.
pub(crate) fn md5(bytes: &[u8]) -> Md5Sum {
    md5_simd::digest(bytes)
}

/// The MD5 of each piece; of those that are of the same length, several at a time.
pub(crate) fn md5_many(pieces: &[&[u8]]) -> Vec<Md5Sum> {
    let mut sums = vec![Md5Sum::default(); pieces.len()];
    md5_simd::Md5Engine::new().hash_many_grouped(pieces, &mut sums);
    sums
}

/// As `Content-MD5` wants it.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// CRC64NVME as `x-amz-checksum-crc64nvme` wants it.
pub(crate) fn crc64_base64(sum: u64) -> String {
    BASE64.encode(sum.to_be_bytes())
}

/// The CRC64NVME of bytes.
pub(crate) fn crc64(bytes: &[u8]) -> u64 {
    crc_fast::checksum(CrcAlgorithm::Crc64Nvme, bytes)
}

/// The CRC64NVME of a whole of which the second piece has `length` bytes.
pub(crate) fn crc64_combined(first: u64, second: u64, length: u64) -> u64 {
    crc_fast::checksum_combine(CrcAlgorithm::Crc64Nvme, first, second, length)
}

/// The `ETag`, without its quotes, of an object that came in parts, by the MD5 of each part.
pub(crate) fn multipart_etag(parts: &[Md5Sum]) -> String {
    format!("{}-{}", hex(&md5(parts.as_flattened())), parts.len())
}

/// What an `ETag` says about the content. With encryption by KMS or by a customer's key it says nothing, but looks the
/// same: that two differ does not mean that the contents do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ETag {
    /// Possibly the MD5 of the content.
    Single(String),
    /// Possibly the MD5 of the MD5s of so many parts.
    Parts(String, u64),
    /// Something else.
    Unknown,
}

impl ETag {
    /// Reads an `ETag`, with or without quotes.
    pub(crate) fn parse(text: &str) -> Self {
        let bare = text.trim_matches('"').to_ascii_lowercase();
        let is_md5 = |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match bare.split_once('-') {
            None if is_md5(&bare) => Self::Single(bare),
            Some((sum, count)) if is_md5(sum) => match count.parse() {
                Ok(count) if (1..=10_000).contains(&count) => Self::Parts(bare, count),
                _ => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use md5::Digest;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The sums of another implementation are the same, whatever is summed up side by side.
        #[test]
        fn md5s_are_those_of_everyone(
            pieces in prop::collection::vec((0_usize..4, any::<u8>()), 0..40),
            lengths in prop::array::uniform4(0_usize..3000),
        ) {
            let pieces: Vec<Vec<u8>> = pieces
                .into_iter()
                .map(|(length, seed)| (0..lengths[length]).map(|index| (index % 251).to_le_bytes()[0] ^ seed).collect())
                .collect();
            let expected: Vec<Md5Sum> = pieces.iter().map(|piece| md5::Md5::digest(piece).into()).collect();
            prop_assert_eq!(&md5_many(&pieces.iter().map(|piece| &**piece).collect::<Vec<_>>()), &expected);
            prop_assert_eq!(&pieces.iter().map(|piece| md5(piece)).collect::<Vec<_>>(), &expected);
        }
    }

    #[test]
    fn etags_are_read() {
        let sum = "d41d8cd98f00b204e9800998ecf8427e";
        assert_eq!(ETag::parse(&format!("\"{sum}\"")), ETag::Single(sum.into()));
        assert_eq!(ETag::parse(&format!("\"{sum}-12\"")), ETag::Parts(format!("{sum}-12"), 12));
        for other in ["", "\"\"", "abc", &format!("{sum}-0"), &format!("{sum}-10001"), &format!("{sum}-x")] {
            assert_eq!(ETag::parse(other), ETag::Unknown, "{other}");
        }
    }

    #[test]
    fn sums_are_those_of_s3() {
        assert_eq!(hex(&md5(b"")), "d41d8cd98f00b204e9800998ecf8427e");
        // The check value of the algorithm's definition.
        assert_eq!(crc64(b"123456789"), 0xae8b_1486_0a79_9888);
        assert_eq!(crc64_combined(crc64(b"1234"), crc64(b"56789"), 5), crc64(b"123456789"));
        // Two parts, `a` and `b`.
        assert_eq!(
            multipart_etag(&[md5(b"a"), md5(b"b")]),
            format!("{}-2", hex(&md5(&[md5(b"a"), md5(b"b")].concat())))
        );
    }
}
