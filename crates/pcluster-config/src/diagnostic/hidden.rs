//! Problems that were found and are not shown.

use crate::location::Span;

use super::Diagnostic;

/// A problem that was found, and why it is not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Hidden {
    /// The problem.
    pub diagnostic: Diagnostic,
    /// Why it is not shown.
    pub by: HiddenBy,
}

/// Why a problem is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HiddenBy {
    /// A comment in the text allows it.
    Comment {
        /// Where the comment stands.
        span: Span,
        /// The reason it gives; empty if it gives none.
        reason: String,
    },
    /// The settings turn its rule off.
    Settings,
    /// The caller left its rule out for this run.
    Selection,
    /// The official validator that says the same was suppressed.
    SuppressedValidator,
    /// The baseline has it.
    Baseline,
}

impl HiddenBy {
    /// Its name in reports for programs.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Comment { .. } => "comment",
            Self::Settings => "settings",
            Self::Selection => "selection",
            Self::SuppressedValidator => "suppressed-validator",
            Self::Baseline => "baseline",
        }
    }

    /// The reason that a person gave.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Comment { reason, .. } if !reason.is_empty() => Some(reason),
            _ => None,
        }
    }

    /// Whether someone took it upon themselves that the problem is there. A baseline only puts it off.
    pub(crate) const fn is_accepted(&self) -> bool {
        !matches!(self, Self::Baseline)
    }
}
