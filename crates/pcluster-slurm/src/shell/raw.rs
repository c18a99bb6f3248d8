//! What stands in a script, before anything is known about its variables.

use pcluster_config::location::Span;

/// What happens in a script, in the order of its text.
#[derive(Debug)]
pub(super) enum Event<'t> {
    /// What follows, up to the `Leave` that belongs to it, is of this kind.
    Enter(Scope),
    /// The end of what was entered last.
    Leave,
    /// A command with its words.
    Command(RawCommand<'t>),
    /// A variable gets a value that only the running script knows (`for`, `read`).
    Sets(&'t str),
}

/// What commands stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// A branch of `if` or `case`, or what stands behind `&&` and `||`: it may not be run.
    Branch,
    /// What stands behind the `&&` of a command that is expected to succeed: it is run, but not for certain.
    Chain,
    /// It may be run any number of times.
    Loop,
    /// It may be run at any time, or never.
    Function,
    /// Braces: as if they were not there.
    Group,
    /// Variables that it sets are lost at its end.
    Subshell,
    /// `$(...)`: a subshell whose output is used.
    Substitution,
}

/// A command as it is written.
#[derive(Debug)]
pub(super) struct RawCommand<'t> {
    /// Variables in front of it, or on their own.
    pub(super) assignments: Vec<RawAssignment<'t>>,
    /// Its words, the first is the program. Those of `export` and its like are in `assignments` where they set something.
    pub(super) words: Vec<RawWord<'t>>,
    /// Whether it only runs when what stands before it on the line went one way.
    pub(super) conditional: bool,
    /// Whether it stands behind `&&` or `||`, so that it is not certain that variables are set.
    pub(super) chained: bool,
    /// Whether the script goes on while it runs.
    pub(super) background: bool,
}

/// `NAME=value`, `NAME+=value` or `NAME=(values)`.
#[derive(Debug)]
pub(super) struct RawAssignment<'t> {
    pub(super) name: &'t str,
    /// The name with the value.
    pub(super) span: Span,
    pub(super) value: RawValue<'t>,
    /// Whether it is added to what the variable has.
    pub(super) append: bool,
}

/// The value of an assignment.
#[derive(Debug)]
pub(super) enum RawValue<'t> {
    One(RawWord<'t>),
    Array(Vec<RawWord<'t>>),
    /// One item of an array, or something that is not understood.
    Unknown,
}

/// A word as it is written.
#[derive(Debug)]
pub(super) struct RawWord<'t> {
    pub(super) span: Span,
    pub(super) parts: Vec<Part<'t>>,
}

/// A part of a word.
#[derive(Debug)]
pub(super) enum Part<'t> {
    /// Text that stands there as it is; `at` is its offset.
    Text { text: &'t str, at: usize },
    /// Text of an escape sequence that means something else than it looks like.
    Escape { text: String },
    /// `$NAME` or `${NAME}`, or `${NAME[@]}`.
    Variable { name: &'t str, span: Span, quoted: bool, all: bool },
    /// `${NAME:-default}`, `${NAME:=default}` and the forms without a colon.
    Default { name: &'t str, span: Span, quoted: bool },
    /// What only the running script knows: `$(...)`, `$((...))`, `${NAME%...}`, `$1`. `splits`: it may become several
    /// words, or none.
    Unknown { span: Span, splits: bool },
}
