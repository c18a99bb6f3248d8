//! Where something was asked for.

use std::ops::Deref;

use pcluster_config::location::{Path, Span};

/// Where something was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The key of a YAML job (`container.image`), or the long name of an option (`--nodes`).
    pub path: Path,
    /// What to point at: the key with its value, or the option with its value. `None` for a job built in code.
    pub span: Option<Span>,
    /// The value alone, where it is written as it is and can be exchanged.
    pub value: Option<Span>,
}

impl Place {
    /// A range of the text that is no option, and may be exchanged.
    pub fn of_text(span: Span) -> Self {
        Self { path: Path::root(), span: Some(span), value: Some(span) }
    }
}

/// A value and where it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<T> {
    /// The value.
    pub value: T,
    /// Where it was asked for.
    pub place: Place,
}

impl<T> Asked<T> {
    /// A value asked for at a place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    /// Another value at the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Asked<U> {
        Asked { value: change(self.value), place: self.place }
    }
}

impl<T> Deref for Asked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
