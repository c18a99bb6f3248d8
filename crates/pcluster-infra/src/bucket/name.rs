//! Names of buckets.

use std::fmt;
use std::str::FromStr;

/// The name of a general purpose bucket.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct BucketName(String);

/// A text that is not the name of a bucket.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not the name of a bucket: {reason}")]
pub struct BucketNameError {
    name: String,
    reason: &'static str,
}

/// Beginnings that S3 keeps for itself.
const RESERVED_PREFIXES: [&str; 3] = ["xn--", "sthree-", "amzn-s3-demo-"];

/// Ends that S3 keeps for other things than buckets.
const RESERVED_SUFFIXES: [&str; 5] = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

impl BucketName {
    /// The name of the bucket that belongs to an account and a region, such as
    /// `parallelcluster-123456789012-us-east-1`.
    pub fn of_account(account: &str, region: &str) -> Self {
        Self(format!("parallelcluster-{account}-{region}"))
    }

    /// The name of a bucket that is there already. Until March 2018, those of us-east-1 could have capital letters,
    /// underscores and up to 255 characters; aliases of access points stand for buckets, too.
    pub(super) fn existing(name: &str) -> Result<Self, BucketNameError> {
        let character = |character: char| character.is_ascii_alphanumeric() || ".-_".contains(character);
        let reason = if !name.chars().all(character) {
            "it may have letters, digits, hyphens, dots and underscores alone"
        } else if !(3..=255).contains(&name.len()) {
            "it must be 3 characters long at least"
        } else {
            return Ok(Self(name.to_owned()));
        };
        Err(BucketNameError { name: name.to_owned(), reason })
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is wrong with a name, by the rules of S3 for general purpose buckets.
fn fault(name: &str) -> Option<&'static str> {
    let edge = |character: Option<char>| {
        character.is_some_and(|character| character.is_ascii_lowercase() || character.is_ascii_digit())
    };
    let dotted_quad = name.split('.').count() == 4 && name.split('.').all(|part| part.parse::<u8>().is_ok());
    if name.chars().any(|character| character.is_ascii_uppercase()) {
        Some("it has capital letters")
    } else if !name.chars().all(|character| edge(Some(character)) || matches!(character, '-' | '.')) {
        Some("it may have lower-case letters, digits, hyphens and dots alone")
    } else if !(3..=63).contains(&name.len()) {
        Some("it must be 3 to 63 characters long")
    } else if !edge(name.chars().next()) || !edge(name.chars().next_back()) {
        Some("it must begin and end with a letter or a digit")
    } else if name.contains("..") {
        Some("it has two dots in a row")
    } else if dotted_quad {
        Some("it looks like an IP address")
    } else if RESERVED_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
        Some("S3 keeps names that begin so for itself")
    } else if RESERVED_SUFFIXES.iter().any(|suffix| name.ends_with(suffix)) {
        Some("S3 keeps names that end so for other things")
    } else {
        None
    }
}

impl FromStr for BucketName {
    type Err = BucketNameError;

    fn from_str(name: &str) -> Result<Self, BucketNameError> {
        match fault(name) {
            None => Ok(Self(name.to_owned())),
            Some(reason) => Err(BucketNameError { name: name.to_owned(), reason }),
        }
    }
}

impl fmt::Display for BucketName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::BucketName;

    #[test]
    fn names_are_those_that_s3_accepts() {
        for name in ["abc", "parallelcluster-123456789012-us-east-1", "my.bucket", "1a2"] {
            assert!(name.parse::<BucketName>().is_ok(), "{name}");
        }
        let long = "a".repeat(64);
        let faulty = [
            "",
            "ab",
            &long,
            "Data",
            "my_bucket",
            "-abc",
            "abc.",
            "a..b",
            "10.0.0.1",
            "xn--abc",
            "abc--ol-s3",
        ];
        for name in faulty {
            assert!(name.parse::<BucketName>().is_err(), "{name}");
        }
    }
}
