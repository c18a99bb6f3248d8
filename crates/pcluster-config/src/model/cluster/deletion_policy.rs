//! What becomes of file systems and logs when the cluster goes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of a resource when it is taken out of the configuration or the cluster is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum DeletionPolicy {
    /// It is deleted with all that is in it.
    Delete,
    /// It stays, and goes on costing money.
    Retain,
}
