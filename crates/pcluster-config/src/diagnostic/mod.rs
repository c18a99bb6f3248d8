//! What is wrong with a configuration, as data.

mod finding;
mod fix;
mod severity;

pub use finding::{Diagnostic, Label};
pub use fix::{Edit, Fix};
pub use severity::Severity;

/// The name under which the official tool reports whatever its loader or its schema rejects.
pub const CONFIG_SCHEMA_VALIDATOR: &str = "ConfigSchemaValidator";
