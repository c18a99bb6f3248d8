//! What Slurm says, from 22.05 (openapi v0.0.38) to 25.05 (`data_parser` v0.0.43), as JSON or in formats of its commands.

mod accounting;
mod jobs;
mod lines;
mod nodes;
mod value;

pub(super) use accounting::{ACCOUNTING_FORMAT, accounting_of_json, accounting_of_lines};
pub(super) use jobs::jobs_of_json;
pub(super) use lines::{JOB_FORMAT, NODE_FORMAT, jobs_of_lines, nodes_of_lines};
pub(super) use nodes::nodes_of_json;

/// What Slurm says cannot be understood.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is no JSON.
    #[error("it is not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A key is not there.
    #[error("there is no `{0}` in it")]
    Missing(&'static str),
    /// A line has other fields than it was asked for.
    #[error("this line has other fields than it was asked for: {0}")]
    Line(String),
    /// It says that something went wrong, and nothing else.
    #[error("{0}")]
    Failure(String),
    /// It is longer than what is read.
    #[error("it is longer than what is read")]
    Cut,
}
