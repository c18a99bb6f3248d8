//! Templates with `${NAME}` placeholders.
#![allow(dead_code)]
mod file_kind;
mod flat_yaml;
mod meaning;
mod placeholder;
mod quote;
pub mod rule;
mod shadow;
mod shell_cursor;
mod shell_file;
mod shell_skip;
mod shell_value;
mod tree;
mod variables;
mod yaml;

pub(crate) use placeholder::placeholder_spans;
pub use placeholder::{contains_placeholder, is_placeholder};
pub use variables::{Origin, SetError, Variable, Variables};
