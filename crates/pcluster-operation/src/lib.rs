//! Work that takes its time, on AWS or on a cluster: a stream of events with an outcome, which can be cancelled.

mod operation;
mod remedy;

pub use operation::{Cancelled, Emitter, Operation};
pub use remedy::Remedy;
