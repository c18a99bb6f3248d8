//! Text to model: the only part that knows a YAML library.
//!
//! A text is decoded, parsed into a tree in which every node has its place, held against the schema of the release,
//! and turned into the model. Every problem on the way is collected; none ends the work on the rest.

mod check;
mod decode;
mod document;
mod encoding;
mod gate;
mod lasting;
mod lenient;
mod limits;
mod parse;
mod prepared;
mod problems;
mod read;
mod resolve;
mod scalar;
mod sites;
mod timestamp;
mod tree;

pub use document::{Document, Places, check_document, read_document};
pub use encoding::text_of_job;
pub use limits::{MAX_ALIAS_NODES, MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS};
pub use read::{Options, check_bytes, check_cluster, check_image, parse_only};

pub(crate) use check::OtherRelease;
pub(crate) use lasting::lasting_paths;
