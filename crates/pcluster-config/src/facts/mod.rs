//! What is known about ParallelCluster besides the model.

mod release;
mod update_policy;

pub use release::{Release, UnknownRelease};
pub use update_policy::UpdatePolicy;
