//! What becomes of a resource that a stack has no use for any more.

use std::fmt;

/// The value of `DeletionPolicy` or `UpdateReplacePolicy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum DeletionPolicy {
    /// It is deleted.
    #[default]
    Delete,
    /// It stays.
    Retain,
    /// It stays, unless the very first creation of its stack failed.
    RetainExceptOnCreate,
    /// A snapshot of it is made, and it is deleted.
    Snapshot,
}

impl DeletionPolicy {
    /// Whether what is in the resource can still be had afterwards.
    pub fn keeps_data(self) -> bool {
        self != Self::Delete
    }

    /// Whether the resource itself stays when its stack is deleted.
    pub fn retains(self) -> bool {
        matches!(self, Self::Retain | Self::RetainExceptOnCreate)
    }
}

impl fmt::Display for DeletionPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
            Self::RetainExceptOnCreate => "RetainExceptOnCreate",
            Self::Snapshot => "Snapshot",
        })
    }
}
