//! What a rule says.

use pcluster_config::diagnostic::{Diagnostic, Edit, Fix};
use pcluster_config::location::Span;

use super::super::RuleDef;
use super::keys::in_keys;
use crate::job::Place;

/// What a rule says about its subject.
#[derive(Debug)]
pub(crate) struct Finding {
    message: String,
    place: Place,
    label: String,
    related: Vec<(Place, String)>,
    help: Option<String>,
    fix: Option<Fix>,
}

impl Finding {
    /// A problem; say with [`Finding::at`] where. Without a place it is about the job as a whole.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            place: Place::default(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// What it is about, and what to say there.
    pub(crate) fn at(mut self, place: &Place, label: impl Into<String>) -> Self {
        self.place = place.clone();
        self.label = label.into();
        self
    }

    /// Another place that has to do with it.
    pub(crate) fn and(mut self, place: &Place, label: impl Into<String>) -> Self {
        self.related.push((place.clone(), label.into()));
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The value that mends it without changing what the job means; `title` says what is done, as a command. Where the
    /// value is not written as it is, nothing can be exchanged.
    pub(crate) fn replace(
        mut self,
        title: impl Into<String>,
        place: &Place,
        text: impl Into<String>,
    ) -> Self {
        self.fix = place
            .value
            .map(|span| Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// The same text for several ranges, none of which is within another.
    pub(crate) fn edits(mut self, title: impl Into<String>, spans: &[Span], text: &str) -> Self {
        let edits = spans.iter().map(|span| Edit { span: *span, text: text.to_owned() }).collect();
        self.fix = Some(Fix { title: title.into(), edits });
        self
    }

    /// The same with the keys of a job as YAML in place of options.
    pub(super) fn in_keys(mut self) -> Self {
        self.message = in_keys(&self.message);
        self.label = in_keys(&self.label);
        self.help = self.help.map(|help| in_keys(&help));
        for (_, label) in &mut self.related {
            *label = in_keys(label);
        }
        if let Some(fix) = &mut self.fix {
            fix.title = in_keys(&fix.title);
        }
        self
    }

    /// The finding of a rule.
    pub(super) fn into_diagnostic(self, rule: &RuleDef) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(rule.id, rule.severity, self.place.path, self.message)
            .at(self.place.span, self.label);
        diagnostic.help = self.help;
        diagnostic.fix = self.fix;
        for (place, label) in self.related {
            diagnostic = diagnostic.related(place.path, place.span, label);
        }
        diagnostic
    }
}
