//! Places in buckets.

use std::fmt;
use std::str::FromStr;

use crate::Remedy;

use super::{BucketName, BucketNameError};

/// A bucket, or the part of one whose keys begin with a prefix: `s3://bucket/prefix`.
///
/// The bucket may have any name that one has ever had: it may be somebody else's, or an old one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The bucket.
    pub bucket: BucketName,
    /// What the keys begin with; empty for all.
    pub prefix: String,
}

/// A text that is not a place in a bucket.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocationError {
    /// It begins with something else than `s3://`.
    #[error("`{0}` is not a place in S3, such as `s3://bucket/prefix/`")]
    Scheme(String),
    /// The bucket's name is not one.
    #[error(transparent)]
    Bucket(#[from] BucketNameError),
    /// The prefix is longer than a key may be: 1024 bytes (S3 user guide, object keys).
    #[error("the prefix is {0} bytes long; a key has 1024 at most")]
    Prefix(usize),
}

impl Location {
    /// The same place as a folder: its prefix is empty, for the whole bucket, or ends with `/`.
    #[must_use]
    pub fn folder(mut self) -> Self {
        if !self.prefix.is_empty() && !self.prefix.ends_with('/') {
            self.prefix.push('/');
        }
        self
    }

    /// The whole key of a file that is called so below this place.
    pub(crate) fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

impl Remedy for LocationError {
    fn help(&self) -> Option<String> {
        Some("write `s3://BUCKET` or `s3://BUCKET/FOLDER`".to_owned())
    }
}

impl FromStr for Location {
    type Err = LocationError;

    fn from_str(text: &str) -> Result<Self, LocationError> {
        let rest = text.strip_prefix("s3://").ok_or_else(|| LocationError::Scheme(text.to_owned()))?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if prefix.len() > 1024 {
            return Err(LocationError::Prefix(prefix.len()));
        }
        Ok(Self { bucket: BucketName::existing(bucket)?, prefix: prefix.to_owned() })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.prefix)
    }
}

impl serde::Serialize for Location {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn places_are_read_and_written() {
        for (text, written) in [
            ("s3://mine", "s3://mine/"),
            ("s3://mine/", "s3://mine/"),
            ("s3://mine/data/a b", "s3://mine/data/a b"),
            ("s3://mine/data//x+y", "s3://mine/data//x+y"),
            ("s3://Old_Bucket/data", "s3://Old_Bucket/data"),
        ] {
            assert_eq!(text.parse::<Location>().unwrap().to_string(), written);
        }
        let errors = [
            "",
            "mine/data",
            "S3://mine/",
            "s3:/mine",
            "https://mine/data",
            "s3:///data",
            "s3://my bucket/data",
        ]
        .map(|text| text.parse::<Location>().unwrap_err().to_string());
        insta::assert_snapshot!(errors.join("\n"));
    }

    #[test]
    fn a_folder_ends_with_a_slash() {
        for (text, folder) in [
            ("s3://mine", "s3://mine/"),
            ("s3://mine/data", "s3://mine/data/"),
            ("s3://mine/data/", "s3://mine/data/"),
        ] {
            assert_eq!(text.parse::<Location>().unwrap().folder().to_string(), folder);
        }
    }
}
