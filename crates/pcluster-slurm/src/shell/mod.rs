//! The body of a script: which programs it runs with which words, and which variables it sets.
//!
//! This is no shell. Scripts are read from left to right in one pass, without a grammar that they could fail: what is not
//! understood is passed over. Variables have a value where it is certain, from the text alone, that they have it; all else
//! stays as it is written.
//!
//! Time and memory are bounded by the length of the text: nothing is read twice, substitutions are read up to a depth, and
//! so are values of variables up to a size.

mod command;
mod compound;
mod expand;
mod field;
mod grammar;
mod lexer;
mod options;
mod program;
mod raw;
mod scope;
mod srun;
mod walk;
mod words;

use pcluster_config::location::Span;

use crate::job::{Assignment, Step};

pub(crate) use program::is_python;

/// Substitutions and compound commands in each other; people write four.
const MAX_DEPTH: usize = 64;
/// Scripts in strings (`bash -c`), and programs that run programs, in each other.
const MAX_NESTING: usize = 6;
/// Programs that are looked at.
const MAX_STEPS: usize = 10_000;
/// Words of a command that are looked at.
const MAX_WORDS: usize = 10_000;

/// What the body of a script does.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Body {
    /// The programs that it runs, in the order of the text; what `srun` starts follows the `srun`. Builtins of the shell are
    /// among them.
    pub steps: Vec<Step>,
    /// The variables that it sets, in the order of the text. Those in front of a program are with the program.
    pub environment: Vec<Assignment>,
    /// Its comments.
    pub comments: Vec<Comment>,
}

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comment {
    /// From its `#` to the end of its line.
    pub span: Span,
    /// Whether nothing else stands on its line.
    pub is_alone: bool,
}

/// Where the text that is read stands in the file.
#[derive(Clone, Copy, Debug)]
enum Origin {
    /// It begins at this offset.
    At(usize),
    /// It is made of what stands here.
    In(Span),
}

impl Origin {
    fn span(self, span: Span) -> Span {
        match self {
            Self::At(start) => Span::new(start + span.start, start + span.end),
            Self::In(whole) => whole,
        }
    }

    fn offset(self, offset: usize) -> Option<usize> {
        match self {
            Self::At(start) => Some(start + offset),
            Self::In(_) => None,
        }
    }
}

/// Reads a script from an offset on, as bash would run it. Places are those of the whole text.
///
/// ```
/// use pcluster_slurm::job::Command;
///
/// let body = pcluster_slurm::shell::read("IMAGE=/fsx/train.sqsh\nsrun --container-image=$IMAGE python train.py\n", 0);
/// let step = &body.steps[0];
/// assert_eq!(step.command, Command::Srun);
/// assert_eq!(step.words[1].text, "--container-image=/fsx/train.sqsh");
/// assert_eq!(step.inner[0].text, "python");
/// ```
pub fn read(text: &str, start: usize) -> Body {
    let mut walk = walk::Walk::new(Origin::At(0));
    walk.read(text, start, None);
    walk.body
}
