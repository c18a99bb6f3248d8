//! The bucket of a cluster: data, checkpoints, logs, results, and the scripts that set nodes up.
//!
//! [`look`] finds out what there is, [`plan`] says what would be changed, [`apply`] changes it. A bucket that somebody
//! else has made can be adopted: what it has that is stricter stays, and nothing that it has is loosened.

mod apply;
mod error;
mod head;
mod lifecycle;
mod location;
mod look;
mod name;
mod plan;
mod policy;
mod settings;

pub use apply::{BucketEvent, BucketOutcome, apply};
pub use error::BucketError;
pub use head::{Head, head};
pub use lifecycle::{ABORT_UPLOADS_DAYS, EXPIRE_VERSIONS_DAYS, Lifecycle, Rule};
pub use location::{Location, LocationError};
pub use look::look;
pub use name::{BucketName, BucketNameError};
pub use plan::{Change, Origin, Plan, TAG, Wanted, plan};
pub use policy::SID;
pub use settings::{PublicAccess, Settings, Versioning};
