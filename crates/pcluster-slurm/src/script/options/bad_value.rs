//! Values that an option does not take.

use thiserror::Error;

/// A value that an option does not take.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`--{option}` does not take `{value}`")]
#[non_exhaustive]
pub struct BadValue {
    /// The long name of the option, without dashes.
    pub option: &'static str,
    /// The value.
    pub value: String,
    /// What it takes, such as "a whole number above 0".
    pub takes: &'static str,
}
