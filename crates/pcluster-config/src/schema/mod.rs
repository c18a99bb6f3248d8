//! The schema of a configuration: every key, its type, its limits and its documentation.
//!
//! It is generated from the model, so that nothing is said twice, and narrowed to what a release accepts.

mod document;
mod key;
mod shape;

pub use document::json_schema;
pub use key::{KeyInfo, Lifetime, find, keys, lifetime, paths, search, similar};

pub(crate) use key::{other_release_with, places_of};
pub(crate) use shape::{Section, Shape, Text, Whole, shape};
