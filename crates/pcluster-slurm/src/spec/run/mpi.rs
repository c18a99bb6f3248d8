//! `run.mpi`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::spec::Word;
use crate::spec::pattern::PROGRAM;

/// A program that talks MPI, started by srun with `--mpi=pmix`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Mpi {
    /// Its name or path.
    #[garde(pattern(PROGRAM))]
    #[schemars(extend("pattern" = PROGRAM.source(), "x-form" = "a name or a path of one line"))]
    pub program: String,
    /// Arguments, each as it is: nothing is expanded or split.
    #[garde(length(max = 10_000))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<Word>,
}

impl Mpi {
    /// A program with its arguments.
    pub fn new(program: impl Into<String>, args: impl IntoIterator<Item = Word>) -> Self {
        Self { program: program.into(), args: args.into_iter().collect() }
    }
}
