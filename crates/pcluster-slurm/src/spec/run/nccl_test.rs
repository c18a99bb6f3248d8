//! `run.nccl-test`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::spec::Word;
use crate::spec::pattern::{DIRECTORY, SIZE};

/// A measurement with nccl-tests. The log says at its beginning which network NCCL found.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct NcclTest {
    /// What is measured.
    #[schemars(extend("default" = "all-reduce"))]
    pub collective: Option<Collective>,
    /// Directory of the programs, in the container if there is one. When absent, they are looked for in `PATH`.
    #[garde(pattern(DIRECTORY))]
    #[schemars(extend("pattern" = DIRECTORY.source(), "x-form" = "an absolute path of one line"))]
    pub directory: Option<String>,
    /// The smallest message, in bytes or with `K`, `M`, `G`. Becomes `-b`.
    #[garde(pattern(SIZE))]
    #[schemars(extend("default" = "8", "pattern" = SIZE.source(), "x-form" = "bytes, or a number with `K`, `M` or `G`"))]
    pub begin: Option<Word>,
    /// The largest message, in bytes or with `K`, `M`, `G`. Becomes `-e`.
    #[garde(pattern(SIZE))]
    #[schemars(extend("default" = "16G", "pattern" = SIZE.source(), "x-form" = "bytes, or a number with `K`, `M` or `G`"))]
    pub end: Option<Word>,
    /// By how much each message is larger than the one before. Becomes `-f`.
    #[garde(range(min = 2, max = 1_000_000))]
    #[schemars(extend("default" = 2))]
    pub factor: Option<u32>,
    /// How often each is measured. Becomes `-n`.
    #[garde(range(min = 1, max = 1_000_000))]
    #[schemars(extend("default" = 100))]
    pub iterations: Option<u32>,
    /// How often each is sent before that. Becomes `-w`.
    #[garde(range(min = 0, max = 1_000_000))]
    #[schemars(extend("default" = 5))]
    pub warm_up: Option<u32>,
    /// Whether results are checked. Becomes `-c`.
    #[schemars(extend("default" = true))]
    pub check: Option<bool>,
    /// What a reduction does. Becomes `-o`.
    #[schemars(extend("default" = "sum"))]
    pub operation: Option<Operation>,
}

/// A collective operation, or sending and receiving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Collective {
    /// Everybody gets the sum of all: what training does with gradients.
    #[default]
    AllReduce,
    /// Everybody gets what all have.
    AllGather,
    /// Everybody gets a part of the sum.
    ReduceScatter,
    /// Everybody sends something else to each: what mixtures of experts do.
    Alltoall,
    /// One sends to all.
    Broadcast,
    /// One gets the sum.
    Reduce,
    /// Each sends to the next.
    Sendrecv,
    /// One gets what all have.
    Gather,
    /// One sends something else to each.
    Scatter,
    /// Each sends to others in many ways at once.
    Hypercube,
}

/// What a reduction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Operation {
    /// Adds.
    Sum,
    /// Multiplies.
    Prod,
    /// Takes the smallest.
    Min,
    /// Takes the largest.
    Max,
    /// Takes the mean.
    Avg,
    /// Does all of these, one after the other.
    All,
}

impl Collective {
    /// The program of nccl-tests.
    pub const fn program(self) -> &'static str {
        match self {
            Self::AllReduce => "all_reduce_perf",
            Self::AllGather => "all_gather_perf",
            Self::ReduceScatter => "reduce_scatter_perf",
            Self::Alltoall => "alltoall_perf",
            Self::Broadcast => "broadcast_perf",
            Self::Reduce => "reduce_perf",
            Self::Sendrecv => "sendrecv_perf",
            Self::Gather => "gather_perf",
            Self::Scatter => "scatter_perf",
            Self::Hypercube => "hypercube_perf",
        }
    }
}

impl Operation {
    /// As nccl-tests spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Prod => "prod",
            Self::Min => "min",
            Self::Max => "max",
            Self::Avg => "avg",
            Self::All => "all",
        }
    }
}

impl NcclTest {
    /// Path of the program.
    pub fn program(&self) -> String {
        let program = self.collective.unwrap_or_default().program();
        match &self.directory {
            Some(directory) => format!("{}/{program}", directory.trim_end_matches('/')),
            None => program.to_owned(),
        }
    }

    /// Its arguments: one GPU a process.
    pub fn args(&self) -> Vec<String> {
        let number = |number: Option<u32>, default: u32| number.unwrap_or(default).to_string();
        let mut args: Vec<String> = [
            ("-b", self.begin.as_ref().map_or("8", Word::as_str).to_owned()),
            ("-e", self.end.as_ref().map_or("16G", Word::as_str).to_owned()),
            ("-f", number(self.factor, 2)),
            ("-g", "1".to_owned()),
            ("-c", u32::from(self.check.unwrap_or(true)).to_string()),
            ("-n", number(self.iterations, 100)),
            ("-w", number(self.warm_up, 5)),
        ]
        .into_iter()
        .flat_map(|(option, value)| [option.to_owned(), value])
        .collect();
        if let Some(operation) = self.operation {
            args.extend(["-o".to_owned(), operation.as_str().to_owned()]);
        }
        args
    }
}
