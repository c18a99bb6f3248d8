//! When something happened.

use std::str::FromStr;

use aws_sdk_cloudformation::primitives::{DateTime, DateTimeFormat};
use serde::{Serialize, Serializer};

/// A moment, by the clock of AWS, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

impl Moment {
    /// Now, by the clock of this machine.
    pub fn now() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Self(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// The moment that AWS names.
    pub(super) fn of(time: &DateTime) -> Self {
        Self(time.to_millis().unwrap_or_default())
    }

    /// Seconds from an earlier moment to this one; 0 where that one is later.
    pub fn seconds_since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0).max(0) / 1000).unwrap_or_default()
    }
}

impl std::fmt::Display for Moment {
    /// As RFC 3339 has it, in UTC, to the second.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = DateTime::from_secs(self.0.div_euclid(1000));
        f.write_str(&seconds.fmt(DateTimeFormat::DateTime).unwrap_or_default())
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let time = DateTime::from_str(text, DateTimeFormat::DateTimeWithOffset);
        time.map(|time| Self::of(&time)).map_err(|error| error.to_string())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let time = DateTime::from_millis(self.0);
        serializer.serialize_str(&time.fmt(DateTimeFormat::DateTime).unwrap_or_default())
    }
}
