//! Something that a check found, before it has a place.

use pcluster_config::diagnostic::Severity;

use super::rules::RULES;

/// Something that a check found about a value.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) rule: &'static str,
    /// The name that it is about, as somebody wrote it or as the template has it.
    pub(super) name: String,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) related: Vec<(String, String)>,
    pub(super) help: Option<String>,
}

impl Finding {
    pub(super) fn new(rule: &'static str, name: impl Into<String>, message: impl Into<String>) -> Self {
        debug_assert!(RULES.iter().any(|known| known.id == rule), "{rule} is not among the rules");
        Self {
            rule,
            name: name.into(),
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Another name that has to do with it.
    pub(super) fn related(mut self, name: impl Into<String>, message: impl Into<String>) -> Self {
        self.related.push((name.into(), message.into()));
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn severity(&self) -> Severity {
        RULES.iter().find(|rule| rule.id == self.rule).map_or(Severity::Error, |rule| rule.severity)
    }
}

/// Words to choose from, in words.
pub(super) fn one_of<T: std::fmt::Display>(choices: &[T]) -> String {
    let texts: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
