//! The stack with everything that a cluster needs around it: what deploying it would change, doing so, following it
//! live, why it failed, what it is now, and deleting it.
//!
//! [`prepare`] makes a change set and says, as a [`Plan`], what it would do; [`execute`] does it and [`discard`] takes
//! the change set away again. [`plan_deletion`] and [`delete`] are the same for the end of a stack. [`follow`] watches
//! whatever is going on, whoever started it.
//!
//! A change set is named after what it is made of, so that a run which was killed finds its own again.

mod calls;
mod cause;
mod change_set;
mod delete;
mod describe;
mod duration;
mod event;
mod execute;
mod follow;
mod immutable;
mod moment;
mod plan;
mod prepare;
mod progress;
mod reason;
mod references;
mod remedies;
mod request;
mod retained;
mod status;

pub use cause::{Cause, explain};
pub use change_set::{Action, Change, ChangeSet, PropertyChange, Replacement};
pub use delete::{DeleteError, Deleted, DeletionPlan, delete, plan_deletion};
pub use describe::{Report, describe, find, progress};
pub use duration::{Step, expected};
pub use event::{FollowEvent, ResourceEvent};
pub use execute::{Deployed, ExecuteError, discard, execute, protect, unprotect};
pub use follow::{FollowError, FollowOptions, Followed, follow};
pub use moment::Moment;
pub use plan::{Danger, ParameterChange, Plan, PlanAction, Risk};
pub use prepare::{PrepareError, PrepareEvent, Prepared, Ready, prepare};
pub use progress::Progress;
pub use request::Request;
pub use retained::{Resource, Retained};
pub use status::{Output, Stack, Status};

/// The name of the stack where nothing else is said.
pub const DEFAULT_NAME: &str = "parallelcluster-prerequisites";

#[cfg(test)]
mod tests;
