//! A place in a bucket: `s3://bucket/prefix`.

use std::fmt;
use std::str::FromStr;

use crate::remedy::Remedy;

/// A folder of a bucket. Its prefix is empty, for the whole bucket, or ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(into = "String")]
pub struct Location {
    bucket: String,
    prefix: String,
}

/// What was given is not `s3://bucket/prefix`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a place in a bucket")]
pub struct NotALocation(String);

impl Remedy for NotALocation {
    fn help(&self) -> Option<String> {
        Some("write `s3://BUCKET` or `s3://BUCKET/FOLDER`".to_owned())
    }
}

impl Location {
    /// The name of the bucket.
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// What all keys begin with: empty, or with a `/` at its end.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The whole key of a file.
    pub(crate) fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

impl FromStr for Location {
    type Err = NotALocation;

    fn from_str(text: &str) -> Result<Self, NotALocation> {
        let wrong = || NotALocation(text.to_owned());
        let (bucket, prefix) = {
            let rest = text.strip_prefix("s3://").ok_or_else(wrong)?;
            rest.split_once('/').unwrap_or((rest, ""))
        };
        let plain = |character: char| character.is_ascii_alphanumeric() || ".-_:".contains(character);
        if bucket.is_empty() || !bucket.chars().all(plain) {
            return Err(wrong());
        }
        let mut prefix = prefix.to_owned();
        if !prefix.is_empty() && !prefix.ends_with('/') {
            prefix.push('/');
        }
        Ok(Self { bucket: bucket.to_owned(), prefix })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.prefix)
    }
}

impl From<Location> for String {
    fn from(location: Location) -> Self {
        location.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_a_folder() {
        for (text, whole) in [
            ("s3://b", "s3://b/"),
            ("s3://b/", "s3://b/"),
            ("s3://b/data", "s3://b/data/"),
            ("s3://b/data/", "s3://b/data/"),
            ("s3://b/data//x", "s3://b/data//x/"),
            ("s3://b/a b+c", "s3://b/a b+c/"),
        ] {
            assert_eq!(text.parse::<Location>().unwrap().to_string(), whole);
        }
    }

    #[test]
    fn other_things_are_refused() {
        for text in ["", "b/data", "s3:/b", "s3://", "s3:///x", "https://b/x", "s3://a b/x"] {
            assert!(text.parse::<Location>().is_err(), "{text}");
        }
    }
}
