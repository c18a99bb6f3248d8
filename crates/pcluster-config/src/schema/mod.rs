//! The schema of a configuration: every key, its type, its limits and its documentation.
//!
//! It is generated from the model, so that nothing is said twice, and narrowed to what a release accepts.

mod custom;
mod document;
mod grammar;
mod key;
mod releases;
mod shape;

pub use custom::{DocumentKey, DocumentSchema};
pub use document::json_schema;
pub use key::{KeyInfo, find, keys, paths, search, similar};
pub use releases::{Lifetime, lifetime};

pub(crate) use grammar::Grammar;
pub(crate) use shape::{Entries, Section, Shape, Text, Whole};
