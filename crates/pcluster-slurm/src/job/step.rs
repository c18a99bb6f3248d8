//! Programs that a script runs.

use super::{Assignment, ContainerRequest, Place, Request};

/// A program that a script runs, with what stands on its command line.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[non_exhaustive]
pub struct Step {
    /// What is run.
    pub command: Command,
    /// The words, the first is the program.
    pub words: Vec<Word>,
    /// Where the program stands.
    pub place: Place,
    /// Variables set in front of it.
    pub environment: Vec<Assignment>,
    /// Options of its own: those before the command that it runs in turn.
    pub options: Vec<StepOption>,
    /// What options of `srun` ask for; empty for others.
    pub request: Request,
    /// What options of pyxis ask for, on `srun`; empty for others.
    pub container: ContainerRequest,
    /// The program that it runs in turn with its words: what `srun` starts, what `docker run` starts.
    pub inner: Vec<Word>,
    /// The image of `docker run`.
    pub image: Option<Word>,
    /// Whether words among its options are known only when the script runs, so that it may have some that are not here.
    pub open: bool,
    /// Words that may stand among its options, in one branch of the script or another.
    pub possible: Vec<String>,
    /// The step that runs it, as its position among the steps of the job: the `srun` in front of a `torchrun`.
    pub parent: Option<usize>,
    /// Whether the script goes on while it runs (`&`).
    pub background: bool,
    /// Whether it stands in `$(...)`, so that its output is used.
    pub substitution: bool,
    /// Whether it stands in a branch, a loop or a function, so that it may not be run at all.
    pub conditional: bool,
}

impl Step {
    /// The last option of a name; programs take the last one.
    pub fn option(&self, name: &str) -> Option<&StepOption> {
        self.options.iter().rev().find(|option| option.name == name)
    }

    /// Whether it has an option of one of these names, or may have it as far as the text tells.
    pub fn may_have(&self, names: &[&str]) -> bool {
        let is_one = |word: &String| {
            let word = word.trim_start_matches('-');
            let name = word.split('=').next().unwrap_or(word);
            names.contains(&name)
        };
        self.open || names.iter().any(|name| self.option(name).is_some()) || self.possible.iter().any(is_one)
    }

    /// The name of its program without folders.
    pub fn program(&self) -> &str {
        let program = self.words.first().map_or("", |word| word.text.as_str());
        program.rsplit('/').next().unwrap_or(program)
    }
}

/// What a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Command {
    /// `srun`
    Srun,
    /// `mpirun` or `mpiexec`
    Mpirun,
    /// `torchrun` or `python -m torch.distributed.run|launch`
    Torchrun,
    /// `deepspeed`
    Deepspeed,
    /// `accelerate launch`
    Accelerate,
    /// `docker run` or `podman run`
    Docker,
    /// `enroot`
    Enroot,
    /// Anything else.
    Other,
}

/// A word of a command line.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Word {
    /// Its text with the quotes taken off, and expansions as they are written (`$NODES`).
    pub text: String,
    /// Whether it holds nothing that is known only when the script runs.
    pub literal: bool,
    /// What of it is known only when the script runs: `$NODES`, `$(hostname)`.
    pub expansions: Vec<String>,
    /// Where it stands.
    pub place: Place,
    /// Where the variable that it comes from is set.
    pub from: Option<Place>,
}

/// An option on the command line of a step.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StepOption {
    /// Its long name without dashes (`ntasks-per-node`), or its letter where it has none.
    pub name: String,
    /// Its value, where it has one.
    pub value: Option<Word>,
    /// Where it stands.
    pub place: Place,
}
