//! Changes of the text that would mend a problem.

use crate::location::Span;

/// A change of the text that mends a problem and touches nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command.
    pub title: String,
    /// The changes, which do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The range that goes away.
    pub span: Span,
    /// The text that comes instead.
    pub text: String,
}
