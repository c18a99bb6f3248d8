//! Reports as text, for people and for programs.

mod concise;
mod github;
mod human;
mod json;
mod key_page;
mod printable;
mod rule_page;
mod sarif;
mod wrap;

pub use concise::concise;
pub use github::github;
pub use human::{HumanOptions, human};
pub use json::json;
pub use key_page::{document_key_page, key_page};
pub use rule_page::rule_page;
pub use sarif::sarif;
pub use wrap::wrap;
