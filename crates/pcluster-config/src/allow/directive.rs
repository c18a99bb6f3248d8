//! What a comment says to this tool.

use crate::location::Span;

/// What a comment says to this tool.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Directive {
    /// It allows problems.
    Allow(Allow),
    /// It looks as if it was meant to.
    Malformed(Malformed),
}

/// A comment that allows problems.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Allow {
    /// All of it, from the name of the tool.
    pub(super) span: Span,
    /// The rules as they are written.
    pub(super) rules: Vec<Named>,
    /// Why; empty if nothing is said.
    pub(super) reason: String,
}

/// A rule that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) span: Span,
}

/// A comment that looks as if it was meant to allow problems.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// The part that is wrong.
    pub(super) span: Span,
    /// What that part should be, if that is clear.
    pub(super) meant: Option<String>,
}
