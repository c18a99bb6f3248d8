//! `run.accelerate`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::spec::Word;
use crate::spec::pattern::{PROGRAM, PYTHON_MODULE};

/// Training started by `accelerate launch` on every node.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Accelerate {
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
    /// File of `accelerate config`. Becomes `--config_file`. What the job knows (nodes, processes, ports) wins over it.
    #[garde(pattern(PROGRAM))]
    #[schemars(extend("pattern" = PROGRAM.source(), "x-form" = "a path of one line"))]
    pub config_file: Option<String>,
    /// Numbers that it trains with. Becomes `--mixed_precision`.
    pub mixed_precision: Option<MixedPrecision>,
    /// Processes on each node. When absent, one for each GPU of the job on the node, or of the node.
    #[garde(range(min = 1, max = 1_000))]
    #[schemars(extend("x-unit" = "processes"))]
    pub processes_per_node: Option<u32>,
    /// Port of the first node at which the processes meet. When absent, 29500 and the remainder of the job's id by 3268, so
    /// that two jobs on one node do not meet each other.
    #[garde(range(min = 1024, max = 65_535))]
    pub port: Option<u32>,
    /// More options of `accelerate launch`, each as it is.
    #[garde(length(max = 1_000))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Word>,
}

impl Accelerate {
    /// A Python script with its arguments.
    pub fn script(script: impl Into<String>, args: impl IntoIterator<Item = Word>) -> Self {
        Self { script: Some(script.into()), args: args.into_iter().collect(), ..Self::default() }
    }
}

/// Numbers that a model is trained with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum MixedPrecision {
    /// 32 bits.
    No,
    /// 16 bits with a small range.
    Fp16,
    /// 16 bits with the range of 32.
    Bf16,
    /// 8 bits.
    Fp8,
}

impl MixedPrecision {
    /// As accelerate spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Fp16 => "fp16",
            Self::Bf16 => "bf16",
            Self::Fp8 => "fp8",
        }
    }
}
