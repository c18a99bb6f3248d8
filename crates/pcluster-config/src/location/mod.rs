//! Where something stands: in the tree of keys, and in the text.

mod path;
mod span;

pub use path::{Path, Step};
pub use span::{LineIndex, Position, Span};
