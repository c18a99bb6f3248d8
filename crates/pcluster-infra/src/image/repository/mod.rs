//! The private repository in ECR.

mod apply;
mod lifecycle;
mod plan;

pub use apply::{RepositoryError, RepositoryEvent, RepositoryOutcome, ensure, look};
pub(in crate::image) use apply::{describe, has_immutable_tags};
pub use lifecycle::{Lifecycle, LifecyclePlan};
pub use plan::{Kept, RepositoryFound, RepositoryPlan, RepositoryStep, RepositoryWanted, plan};
