//! `run`: what a job runs.

mod accelerate;
mod deepspeed;
mod mpi;
mod nccl_test;
mod torchrun;

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Word;
use super::pattern::PROGRAM;

pub use accelerate::{Accelerate, MixedPrecision};
pub use deepspeed::DeepSpeed;
pub use mpi::Mpi;
pub use nccl_test::{Collective, NcclTest, Operation};
pub use torchrun::Torchrun;

/// What runs: exactly one of the keys.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Run {
    /// A program and its arguments, started by srun in every task.
    #[garde(dive)]
    pub command: Option<CommandLine>,
    /// Commands of bash, run by srun in every task; one that fails ends the task.
    #[garde(length(bytes, min = 1, max = 100_000))]
    pub shell: Option<String>,
    /// Training started by torchrun: one launcher a node, which starts a process for every GPU.
    #[garde(dive)]
    pub torchrun: Option<Torchrun>,
    /// Training started by the launcher of DeepSpeed: one launcher a node, which starts a process for every GPU.
    #[garde(dive)]
    pub deepspeed: Option<DeepSpeed>,
    /// Training started by `accelerate launch`: one launcher a node, which starts a process for every GPU.
    #[garde(dive)]
    pub accelerate: Option<Accelerate>,
    /// A program that talks MPI, started by srun with `PMIx`: a process for every task.
    #[garde(dive)]
    pub mpi: Option<Mpi>,
    /// A measurement of the network between GPUs with nccl-tests: a process for every GPU.
    #[garde(dive)]
    pub nccl_test: Option<NcclTest>,
}

/// A program and its arguments.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct CommandLine {
    /// Its name or path.
    #[garde(pattern(PROGRAM))]
    #[schemars(extend("pattern" = PROGRAM.source(), "x-form" = "a name or a path of one line"))]
    pub program: String,
    /// Arguments, each as it is: nothing is expanded or split.
    #[garde(length(max = 10_000))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<Word>,
}

/// What a job runs.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Launcher<'r> {
    /// A program.
    Command(&'r CommandLine),
    /// Commands of bash.
    Shell(&'r str),
    /// torchrun.
    Torchrun(&'r Torchrun),
    /// The launcher of DeepSpeed.
    DeepSpeed(&'r DeepSpeed),
    /// `accelerate launch`.
    Accelerate(&'r Accelerate),
    /// MPI.
    Mpi(&'r Mpi),
    /// nccl-tests.
    NcclTest(&'r NcclTest),
}

impl Run {
    /// A program with its arguments.
    pub fn command(program: impl Into<String>, args: impl IntoIterator<Item = Word>) -> Self {
        let command = CommandLine { program: program.into(), args: args.into_iter().collect() };
        Self { command: Some(command), ..Self::default() }
    }

    /// Commands of bash.
    pub fn shell(commands: impl Into<String>) -> Self {
        Self { shell: Some(commands.into()), ..Self::default() }
    }

    /// What runs; `None` where there is nothing, or more than one thing.
    pub fn launcher(&self) -> Option<Launcher<'_>> {
        let mut launchers = self.launchers();
        let first = launchers.next().map(|(_, launcher)| launcher);
        first.filter(|_| launchers.next().is_none())
    }

    /// All that is there, by its key.
    pub(crate) fn launchers(&self) -> impl Iterator<Item = (&'static str, Launcher<'_>)> {
        [
            self.command.as_ref().map(|it| ("command", Launcher::Command(it))),
            self.shell.as_deref().map(|it| ("shell", Launcher::Shell(it))),
            self.torchrun.as_ref().map(|it| ("torchrun", Launcher::Torchrun(it))),
            self.deepspeed.as_ref().map(|it| ("deepspeed", Launcher::DeepSpeed(it))),
            self.accelerate.as_ref().map(|it| ("accelerate", Launcher::Accelerate(it))),
            self.mpi.as_ref().map(|it| ("mpi", Launcher::Mpi(it))),
            self.nccl_test.as_ref().map(|it| ("nccl-test", Launcher::NcclTest(it))),
        ]
        .into_iter()
        .flatten()
    }
}

impl From<Torchrun> for Run {
    fn from(torchrun: Torchrun) -> Self {
        Self { torchrun: Some(torchrun), ..Self::default() }
    }
}

impl From<DeepSpeed> for Run {
    fn from(deepspeed: DeepSpeed) -> Self {
        Self { deepspeed: Some(deepspeed), ..Self::default() }
    }
}

impl From<Accelerate> for Run {
    fn from(accelerate: Accelerate) -> Self {
        Self { accelerate: Some(accelerate), ..Self::default() }
    }
}

impl From<Mpi> for Run {
    fn from(mpi: Mpi) -> Self {
        Self { mpi: Some(mpi), ..Self::default() }
    }
}

impl From<NcclTest> for Run {
    fn from(test: NcclTest) -> Self {
        Self { nccl_test: Some(test), ..Self::default() }
    }
}

impl Launcher<'_> {
    /// Whether one task a node starts the processes of the node itself.
    pub fn starts_processes(&self) -> bool {
        matches!(self, Self::Torchrun(_) | Self::DeepSpeed(_) | Self::Accelerate(_))
    }

    /// Whether its processes are those of MPI.
    pub fn is_mpi(&self) -> bool {
        matches!(self, Self::Mpi(_) | Self::NcclTest(_))
    }
}
