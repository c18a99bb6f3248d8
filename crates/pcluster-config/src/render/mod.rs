//! Reports as text, for people and for programs.

mod concise;
mod github;
mod human;
mod json;
mod printable;
mod sarif;

pub use concise::concise;
pub use github::github;
pub use human::{HumanOptions, human};
pub use json::json;
pub use sarif::sarif;
