//! A script for `sbatch`, read as `sbatch` reads it.
//!
//! [`parse`] never fails: what `sbatch` refuses or passes over stands in the [`Script`] that comes with the job, each thing
//! with its place, and the rules say it in words.

mod comments;
mod directive;
mod getopt;
mod line;
pub mod options;
mod parse;
mod requests;
mod text;
pub mod value;
mod words;

pub use comments::Comment;
pub(crate) use directive::Ending;
pub use directive::{Directive, LookAlike, Word};
pub use getopt::{Mistake, MistakeKind, ScriptOption};
pub use parse::{Parsed, parse, parse_for};
pub use text::{Interpreter, Script};
