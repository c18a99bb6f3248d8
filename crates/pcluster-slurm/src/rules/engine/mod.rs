//! How rules and the parts of a job are brought together, and what rules say.

mod facts;
mod finding;
mod judge;
mod keys;
mod request;
mod subject;

pub use facts::Facts;
pub(crate) use finding::Finding;
pub use judge::judge;
pub(crate) use request::{amount, place};
pub(crate) use subject::{Check, ContainerView, RequestView, ScriptView, StepView, Subject, VariableView};
