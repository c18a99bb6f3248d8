//! `signal`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// A signal before the time is up. The processes of the program get it, not only the launcher, which ignores it.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Signal {
    /// Which one. A program that has no handler for it is ended by it, unless it was started by a launcher.
    pub name: SignalName,
    /// How long before the end. Slurm may send it up to 60 seconds earlier.
    #[garde(range(min = 1, max = 65_535))]
    #[schemars(extend("x-unit" = "seconds"))]
    pub seconds_before: u32,
    /// Whether the job is put back into the queue once the program has ended after the signal, to go on from its
    /// checkpoint.
    #[schemars(extend("default" = false))]
    pub requeue: Option<bool>,
}

impl Signal {
    /// A signal some seconds before the end.
    pub fn new(name: SignalName, seconds_before: u32) -> Self {
        Self { name, seconds_before, requeue: None }
    }
}

/// A signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum SignalName {
    /// For programs to use as they like; the usual one for checkpoints.
    Usr1,
    /// For programs to use as they like.
    Usr2,
    /// Asks to end.
    Term,
    /// What Ctrl+C sends.
    Int,
}

impl SignalName {
    /// As sbatch and bash spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Usr1 => "USR1",
            Self::Usr2 => "USR2",
            Self::Term => "TERM",
            Self::Int => "INT",
        }
    }
}
