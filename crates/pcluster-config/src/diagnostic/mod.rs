//! What is wrong with a configuration, as data.

mod finding;
mod fix;
mod hidden;
mod kinds;
mod limit;
mod report;
mod severity;
mod validated;

pub use finding::{Diagnostic, Label};
pub use fix::{Edit, Fix};
pub use hidden::{Hidden, HiddenBy};
pub use kinds::{KINDS, ProblemKind, SETTINGS_KINDS};
pub(crate) use report::About;
pub use report::{Config, Report};
pub use severity::Severity;
pub use validated::Validated;

/// The name under which the official tool reports whatever its loader or its schema rejects.
pub const CONFIG_SCHEMA_VALIDATOR: &str = "ConfigSchemaValidator";
