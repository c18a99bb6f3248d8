//! Names of repositories, tags and registries.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// The name of a repository in ECR: 2 to 256 characters, lower-case words in folders.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct RepositoryName(String);

/// The tag of an image: up to 128 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct ImageTag(String);

/// The host of a registry, with its port where there is one, as it begins the name of an image.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Registry(String);

/// A text is not a name of the kind that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotAName(&'static str);

impl FromStr for RepositoryName {
    type Err = NotAName;

    /// The limits are those of `CreateRepository` in the API reference of ECR.
    fn from_str(text: &str) -> Result<Self, NotAName> {
        if !(2..=256).contains(&text.len()) {
            return Err(NotAName("the name of a repository has 2 to 256 characters"));
        }
        if text.split('/').all(is_folder) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAName(
                "the name of a repository is lower-case letters and digits, in words that `.`, `_`, `-` or `/` separates, \
                 such as `team/pytorch-training`",
            ))
        }
    }
}

/// Words of lower-case letters and digits with single separators between them.
fn is_folder(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split(['.', '_', '-']).all(is_word)
}

impl FromStr for ImageTag {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        let starts_well =
            text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if starts_well && text.len() <= 128 && text.bytes().all(is_inner) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAName(
                "a tag is up to 128 letters, digits, `_`, `.` and `-`, and does not begin with `.` or `-`",
            ))
        }
    }
}

impl RepositoryName {
    /// The name as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ImageTag {
    /// The tag as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Registry {
    /// The registry of an image or a repository, such as `123456789012.dkr.ecr.us-east-1.amazonaws.com/training`, or what
    /// a credential helper is asked about, which may begin with `https://`.
    pub fn of(address: &str) -> Self {
        let address = address.trim();
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        Self(rest.split('/').next().unwrap_or_default().to_owned())
    }

    /// The host, with its port where there is one.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is on this machine: engines speak to it without TLS.
    pub fn is_loopback(&self) -> bool {
        let host = match self.0.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => &self.0,
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// The region of a private registry of ECR, whose host has one of the forms that AWS documents:
    /// `ACCOUNT.dkr.ecr.REGION.amazonaws.com`, also with `ecr-fips` and `.cn`, and `ACCOUNT.dkr-ecr.REGION.on.aws`.
    pub fn ecr_region(&self) -> Option<&str> {
        let (account, rest) = self.0.split_once('.')?;
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let region = ["dkr.ecr.", "dkr.ecr-fips."]
            .iter()
            .find_map(|prefix| rest.strip_prefix(prefix))
            .and_then(|rest| {
                rest.strip_suffix(".amazonaws.com").or_else(|| rest.strip_suffix(".amazonaws.com.cn"))
            })
            .or_else(|| {
                ["dkr-ecr.", "dkr-ecr-fips."]
                    .iter()
                    .find_map(|prefix| rest.strip_prefix(prefix))
                    .and_then(|rest| rest.strip_suffix(".on.aws"))
            })?;
        let is_region = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (!region.is_empty() && region.bytes().all(is_region)).then_some(region)
    }
}

impl fmt::Display for RepositoryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ImageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_repositories_are_checked() {
        for right in ["pytorch-training-custom", "team/a.b_c-d", "a1"] {
            assert!(right.parse::<RepositoryName>().is_ok(), "{right}");
        }
        for wrong in ["", "a", "Team", "a//b", "-a", "a-", "a--b", "a b", "a:latest", "/a"] {
            assert!(wrong.parse::<RepositoryName>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn tags_are_checked() {
        for right in ["latest", "2.5.1-gpu", "_x", "A"] {
            assert!(right.parse::<ImageTag>().is_ok(), "{right}");
        }
        for wrong in ["", ".a", "-a", "a b", "a/b", "a:b", &"x".repeat(129)] {
            assert!(wrong.parse::<ImageTag>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn registries_are_told_apart() {
        let registry = Registry::of("123456789012.dkr.ecr.us-east-1.amazonaws.com/training");
        assert_eq!(registry.ecr_region(), Some("us-east-1"));
        assert!(!registry.is_loopback());
        for (address, region) in [
            ("https://123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", Some("us-gov-west-1")),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", Some("cn-north-1")),
            ("123456789012.dkr-ecr.eu-west-1.on.aws", Some("eu-west-1")),
            ("123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example", None),
            ("12345678901.dkr.ecr.us-east-1.amazonaws.com", None),
            ("123456789012.dkr.ecr.x.evil.example/.amazonaws.com", None),
            ("public.ecr.aws", None),
        ] {
            assert_eq!(Registry::of(address).ecr_region(), region, "{address}");
        }
        for address in ["127.0.0.1:5000/x", "localhost/x", "[::1]:5000", "localhost:5000"] {
            assert!(Registry::of(address).is_loopback(), "{address}");
        }
        for address in ["localhost.example", "128.0.0.1:5000", "example.com:80"] {
            assert!(!Registry::of(address).is_loopback(), "{address}");
        }
    }
}
