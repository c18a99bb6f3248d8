//! A configuration that was checked.

use std::ops::Deref;

use crate::facts::Release;

/// A configuration in which a check found no error, apart from those that someone took upon themselves
/// ([`Report::is_valid`](super::Report::is_valid)). Only a check makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct Validated<C> {
    pub(super) config: C,
    pub(super) release: Release,
}

impl<C> Validated<C> {
    /// The release for which it was checked.
    pub fn release(&self) -> Release {
        self.release
    }

    /// The configuration alone.
    pub fn into_inner(self) -> C {
        self.config
    }
}

impl<C> Deref for Validated<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.config
    }
}
