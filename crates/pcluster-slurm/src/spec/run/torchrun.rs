//! `run.torchrun`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::spec::Word;
use crate::spec::pattern::{PROGRAM, PYTHON_MODULE};

/// Training started by torchrun. Its agents find each other with c10d on the first node of the job.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Torchrun {
    /// The Python script, a path that all nodes see.
    #[garde(pattern(PROGRAM))]
    #[schemars(extend("pattern" = PROGRAM.source(), "x-form" = "a path of one line"))]
    pub script: Option<String>,
    /// A Python module, in place of `script`. Becomes `--module`.
    #[garde(pattern(PYTHON_MODULE))]
    #[schemars(extend("pattern" = PYTHON_MODULE.source(), "x-form" = "the name of a module, such as `trainer.main`"))]
    pub module: Option<String>,
    /// Arguments of the script, each as it is: nothing is expanded or split.
    #[garde(length(max = 10_000))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<Word>,
    /// Processes on each node. Becomes `--nproc-per-node`. When absent, one for each GPU of the job on the node, or of the
    /// node.
    #[garde(range(min = 1, max = 1_000))]
    #[schemars(extend("x-unit" = "processes"))]
    pub processes_per_node: Option<u32>,
    /// Port of the first node at which the agents meet. When absent, 29500 and the remainder of the job's id by 3268, so
    /// that two jobs on one node do not meet each other.
    #[garde(range(min = 1024, max = 65_535))]
    pub port: Option<u32>,
    /// How often all processes are started again after one has failed. Becomes `--max-restarts`.
    #[garde(range(min = 0, max = 1_000))]
    #[schemars(extend("default" = 0))]
    pub max_restarts: Option<u32>,
    /// More options of torchrun, each as it is, such as `--log-dir=/fsx/logs`.
    #[garde(length(max = 1_000))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Word>,
}

impl Torchrun {
    /// A Python script with its arguments.
    pub fn script(script: impl Into<String>, args: impl IntoIterator<Item = Word>) -> Self {
        Self { script: Some(script.into()), args: args.into_iter().collect(), ..Self::default() }
    }
}
