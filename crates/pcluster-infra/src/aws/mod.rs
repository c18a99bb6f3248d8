//! The way to AWS: who calls, where to, and what it means when a call fails.

mod failure;
mod http;
mod patience;
mod profile;
mod redact;
mod session;

pub(crate) use failure::Denier;
pub use failure::{Failure, FailureKind};
pub use redact::redacted;
pub use session::{Identity, Session, SessionOptions};
