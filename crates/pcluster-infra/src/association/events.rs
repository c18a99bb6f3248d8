//! What happens to files and objects.

use std::fmt;
use std::str::FromStr;

/// The kinds of events that are passed on: to the file system (import), or to the bucket (export).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// What is new is passed on.
    pub new: bool,
    /// What has changed is passed on.
    pub changed: bool,
    /// What is gone is removed.
    pub deleted: bool,
}

/// A text that is not a list of events.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an event: there are `new`, `changed` and `deleted`, and `all` and `none` for themselves"
)]
pub struct EventsError(String);

impl Events {
    /// All of them.
    pub const ALL: Self = Self { new: true, changed: true, deleted: true };
    /// None: nothing is passed on by itself.
    pub const NONE: Self = Self { new: false, changed: false, deleted: false };

    /// Their names.
    pub fn names(self) -> Vec<&'static str> {
        let all = [(self.new, "new"), (self.changed, "changed"), (self.deleted, "deleted")];
        all.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect()
    }

    /// The events that the names stand for, in whatever case.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, EventsError> {
        let names: Vec<String> = names.into_iter().map(|name| name.trim().to_lowercase()).collect();
        match names.as_slice() {
            [only] if only == "all" => return Ok(Self::ALL),
            [only] if only == "none" => return Ok(Self::NONE),
            _ => {}
        }
        let mut events = Self::NONE;
        for name in names {
            match name.as_str() {
                "new" => events.new = true,
                "changed" => events.changed = true,
                "deleted" => events.deleted = true,
                _ => return Err(EventsError(name)),
            }
        }
        Ok(events)
    }
}

impl FromStr for Events {
    type Err = EventsError;

    fn from_str(text: &str) -> Result<Self, EventsError> {
        Self::of(text.split(','))
    }
}

impl fmt::Display for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NONE => f.write_str("none"),
            events => f.write_str(&events.names().join(",")),
        }
    }
}

impl serde::Serialize for Events {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.names().serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Events {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = <Vec<String> as serde::Deserialize>::deserialize(deserializer)?;
        Self::of(names.iter().map(String::as_str)).map_err(serde::de::Error::custom)
    }
}
