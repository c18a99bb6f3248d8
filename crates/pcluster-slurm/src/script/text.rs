//! What a script is made of.

use pcluster_config::location::Span;

use super::directive::{Directive, LookAlike};
use super::getopt::{Mistake, ScriptOption};

/// What a script is made of, beside the job that it asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Script {
    /// What runs it; `None` where the first line does not say.
    pub interpreter: Option<Interpreter>,
    /// The first line, or as much of it as is of interest.
    pub first_line: Span,
    /// Blank lines before a `#!`, with which that is none.
    pub blank_lines: Option<Span>,
    /// Whether a byte order mark stands before everything.
    pub has_byte_order_mark: bool,
    /// The lines that sbatch reads, in their order.
    pub directives: Vec<Directive>,
    /// The options of the directives, in their order.
    pub options: Vec<ScriptOption>,
    /// What sbatch refuses the script for.
    pub mistakes: Vec<Mistake>,
    /// How many components of a heterogeneous job there are; 1 for all other jobs.
    pub components: usize,
    /// The first command.
    pub first_command: Option<Span>,
    /// Directives behind the first command, which sbatch passes over.
    pub late: Vec<LookAlike>,
    /// Comments before the first command that were hardly meant as such.
    pub look_alikes: Vec<LookAlike>,
    /// Lines for PBS or LSF, which sbatch obeys as well.
    pub foreign: Vec<LookAlike>,
    /// The carriage returns of lines that end as in DOS.
    pub carriage_returns: Vec<Span>,
    /// Whether a command, or the first line, makes the script end at the first command that fails.
    pub ends_on_error: bool,
}

/// What runs a script.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Interpreter {
    /// The line, from its `#!`.
    pub span: Span,
    /// The file name of the program, with `env` passed over: `bash`.
    pub name: String,
}

impl Interpreter {
    /// Whether it reads shell scripts.
    pub fn is_shell(&self) -> bool {
        matches!(self.name.as_str(), "sh" | "bash" | "dash" | "ksh" | "zsh" | "ash" | "mksh" | "busybox")
    }
}
