//! One problem.

use crate::location::{Path, Span};

use super::{CONFIG_SCHEMA_VALIDATOR, Fix, KINDS, Severity};

/// One problem, in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Id of the rule that found it.
    pub rule: &'static str,
    /// Name of the official validator that says the same.
    pub official: Option<&'static str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The key it is about.
    pub path: Path,
    /// Where it stands. `None` for a configuration that was not read from a text.
    pub span: Option<Span>,
    /// What to say at that place; the message says enough where it is empty.
    pub label: String,
    /// Other places that have to do with it.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// How to mend the text.
    pub fix: Option<Fix>,
}

/// Another place that has to do with a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The key.
    pub path: Path,
    /// Where it stands.
    pub span: Option<Span>,
    /// What it has to do with it.
    pub message: String,
}

impl Diagnostic {
    /// A problem with a key; where it stands is added with [`Diagnostic::at`].
    pub fn new(rule: &'static str, severity: Severity, path: Path, message: impl Into<String>) -> Self {
        Self {
            rule,
            official: None,
            severity,
            message: message.into(),
            path,
            span: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Names the official validator that says the same.
    #[must_use]
    pub fn official(mut self, validator: &'static str) -> Self {
        self.official = Some(validator);
        self
    }

    /// Says where it stands, and what is to be seen there.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>, label: impl Into<String>) -> Self {
        self.span = span.into();
        self.label = label.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, path: Path, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        self.related.push(Label { path, span: span.into(), message: message.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it is an error of shape: the official loader or schema refuses the file, whatever validators are
    /// suppressed, or a job cannot be read, so that nothing hides it but a baseline.
    pub fn is_shape_error(&self) -> bool {
        let is_kind = || KINDS.iter().any(|kind| kind.id == self.rule && kind.severity == Severity::Error);
        self.severity == Severity::Error && (self.official == Some(CONFIG_SCHEMA_VALIDATOR) || is_kind())
    }

    /// Says how to mend the text.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
