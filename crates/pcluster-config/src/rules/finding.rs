//! What a rule says.

use crate::diagnostic::Diagnostic;
use crate::location::{Path, Span};

use super::RuleDef;

/// What a rule says about its subject: words and key paths, no places in a text.
#[derive(Debug)]
pub(crate) struct Finding {
    message: String,
    path: Path,
    label: String,
    related: Vec<(Path, String)>,
    help: Option<String>,
}

impl Finding {
    /// A problem; say with [`Finding::at`] where.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            path: Path::root(),
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// The key it is about, and what to say there.
    pub(crate) fn at(mut self, path: Path, label: impl Into<String>) -> Self {
        self.path = path;
        self.label = label.into();
        self
    }

    /// Another key that has to do with it.
    pub(crate) fn and(mut self, path: Path, label: impl Into<String>) -> Self {
        self.related.push((path, label.into()));
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn into_diagnostic(
        self,
        rule: &RuleDef,
        locate: &dyn Fn(&Path) -> Option<Span>,
    ) -> Diagnostic {
        let span = locate(&self.path);
        let mut diagnostic =
            Diagnostic::new(rule.id, rule.severity, self.path, self.message).at(span, self.label);
        diagnostic.official = rule.official;
        diagnostic.help = self.help;
        for (path, label) in self.related {
            let span = locate(&path);
            diagnostic = diagnostic.related(path, span, label);
        }
        diagnostic
    }
}
