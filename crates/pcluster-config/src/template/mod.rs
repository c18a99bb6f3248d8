//! Templates with `${NAME}` placeholders.
mod block;
mod cut;
mod drop;
mod file_kind;
mod filling;
mod flat_yaml;
mod key_pattern;
mod meaning;
mod placeholder;
#[cfg(test)]
mod properties;
mod quote;
mod render;
mod report;
mod resolve;
pub mod rule;
mod shadow;
mod shell_cursor;
mod shell_file;
mod shell_skip;
mod shell_value;
mod sites;
mod substitute;
mod tree;
mod variables;
mod verify;
mod yaml;

pub use drop::DroppedSection;
pub use key_pattern::{KeyPattern, KeyPatternError};
pub use placeholder::{contains_placeholder, is_placeholder};
pub(crate) use placeholder::placeholder_spans;
pub use render::{RenderOptions, Rendered, Substitution, render};
pub use variables::{Origin, SetError, Variable, Variables};
