//! The way to AWS: who calls, where to, and what it means when a call fails.

mod failure;
mod session;

pub use failure::{Failure, FailureKind};
pub use session::{Identity, Session, SessionOptions};
