//! Associations between directories of a Lustre file system and prefixes of buckets.
//!
//! [`look`] finds out what the file system is and has, [`plan`] says what would be done, [`apply`] does it and waits until
//! the associations are available. An association is a property of the file system: a cluster's configuration names the
//! file system alone.

mod apply;
mod calls;
mod check;
mod error;
mod events;
mod file_system;
mod look;
mod plan;
mod spec;
mod wait;

pub use apply::{Applied, AssociationEvent, Linked, apply};
pub use check::{Mistake, check};
pub use error::{AssociationError, Broken, Conflict};
pub use events::{Events, EventsError};
pub use file_system::{Existing, FileSystem, Lifecycle};
pub use look::{Found, file_system_of_stack, look};
pub use plan::{Plan, Step, plan};
pub use spec::{Association, SpecError, defaults, read, variables};
