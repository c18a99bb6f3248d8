//! Environment variables that a job sets.

use super::{Asked, Place};

/// An environment variable that a job sets for what it runs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Assignment {
    /// Its name, and where it is set.
    pub name: Asked<String>,
    /// Its value; `None` where it is known only when the script runs.
    pub value: Option<String>,
    /// The whole assignment as it is written, with what is not known yet.
    pub text: String,
    /// Whether what the script runs sees it: `export`ed, in front of a command, in `--export`, or in a YAML job.
    pub exported: bool,
    /// Whether it stands in a branch, a loop or a function, so that it may not be run at all.
    pub conditional: bool,
}

impl Assignment {
    /// A variable with a value that is known, seen by everything.
    pub fn new(name: impl Into<String>, value: impl Into<String>, place: Place) -> Self {
        let (name, value) = (name.into(), value.into());
        Self {
            text: format!("{name}={value}"),
            name: Asked::new(name, place),
            value: Some(value),
            exported: true,
            conditional: false,
        }
    }
}
