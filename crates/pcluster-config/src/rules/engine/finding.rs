//! What a rule says.

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::location::{Path, Span};

use super::super::RuleDef;

/// Where the parts of a configuration stand in its text.
pub(crate) trait Locate {
    /// What to point at for a path.
    fn locate(&self, path: &Path) -> Option<Span>;

    /// The value at a path, if it is a single one that can be exchanged.
    fn value(&self, path: &Path) -> Option<Span>;

    /// The lines of a key with all that is below it, if they hold nothing else.
    fn lines(&self, path: &Path) -> Option<Span>;
}

/// What a rule says about its subject: words and key paths, no places in a text.
#[derive(Debug)]
pub(crate) struct Finding {
    message: String,
    path: Path,
    label: String,
    related: Vec<(Path, String)>,
    decided_by: Vec<Path>,
    help: Option<String>,
    mend: Option<(String, Vec<Mend>)>,
}

/// A change that mends a finding.
#[derive(Debug)]
enum Mend {
    Replace(Path, String),
    Remove(Path),
}

impl Finding {
    /// A problem; say with [`Finding::at`] where.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            path: Path::root(),
            label: String::new(),
            related: Vec::new(),
            decided_by: Vec::new(),
            help: None,
            mend: None,
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

    /// A key that it depends on without showing it: what is wrong there, or a placeholder, makes the finding void.
    pub(crate) fn decided_by(mut self, path: Path) -> Self {
        self.decided_by.push(path);
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The value that mends it without changing what the configuration means; `title` says what is done, as a command.
    pub(crate) fn replace(mut self, title: impl Into<String>, path: Path, value: impl Into<String>) -> Self {
        self.mend.get_or_insert_with(|| (title.into(), Vec::new())).1.push(Mend::Replace(path, value.into()));
        self
    }

    /// The key that can go without changing what the configuration means; `title` says what is done, as a command.
    pub(crate) fn remove(mut self, title: impl Into<String>, path: Path) -> Self {
        self.mend.get_or_insert_with(|| (title.into(), Vec::new())).1.push(Mend::Remove(path));
        self
    }

    /// Every key that it depends on.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.related.iter().map(|(path, _)| path).chain(&self.decided_by).chain([&self.path])
    }

    /// The finding of a rule, in its place.
    pub(crate) fn into_diagnostic(self, rule: &RuleDef, locate: &dyn Locate) -> Diagnostic {
        let span = locate.locate(&self.path);
        let mut diagnostic =
            Diagnostic::new(rule.id, rule.severity, self.path, self.message).at(span, self.label);
        diagnostic.official = rule.official;
        diagnostic.help = self.help;
        diagnostic.fix = self.mend.and_then(|(title, changes)| {
            let edits: Option<Vec<Edit>> = changes.iter().map(|change| change.edit(locate)).collect();
            edits.map(|edits| Fix { title, edits })
        });
        for (path, label) in self.related {
            let span = locate.locate(&path);
            diagnostic = diagnostic.related(path, span, label);
        }
        diagnostic
    }
}

impl Mend {
    fn edit(&self, locate: &dyn Locate) -> Option<Edit> {
        match self {
            Self::Replace(path, text) => locate.value(path).map(|span| Edit { span, text: text.clone() }),
            Self::Remove(path) => locate.lines(path).map(|span| Edit { span, text: String::new() }),
        }
    }
}
