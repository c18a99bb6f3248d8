//! Templates with `${NAME}` placeholders.
#![allow(dead_code)]
mod file_kind;
mod flat_yaml;
mod key_pattern;
mod meaning;
mod placeholder;
mod quote;
mod resolve;
pub mod rule;
mod shadow;
mod shell_cursor;
mod shell_file;
mod shell_skip;
mod shell_value;
mod sites;
mod tree;
mod variables;
mod yaml;

pub(crate) use placeholder::placeholder_spans;
pub use key_pattern::{KeyPattern, KeyPatternError};
pub use placeholder::{contains_placeholder, is_placeholder};
pub use variables::{Origin, SetError, Variable, Variables};
