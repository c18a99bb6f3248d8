//! The schema of a configuration: every key, its type, its limits and its documentation.
//!
//! It is generated from the model, so that nothing is said twice, and narrowed to what a release accepts.

mod document;
mod key;
mod releases;
mod shape;

pub use document::json_schema;
pub use key::{KeyInfo, find, keys, paths, search, similar};
pub use releases::{Lifetime, lifetime};

pub(crate) use key::places_of;
pub(crate) use releases::other_release_with;
pub(crate) use shape::{Section, Shape, Text, Whole, shape};
