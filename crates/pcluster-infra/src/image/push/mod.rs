//! Bringing the image into the repository.

mod apply;
mod plan;

pub use apply::{PushError, PushEvent, PushOptions, PushOutcome, push};
pub use plan::{PushPlan, Tagged, plan};
