//! Texts: choices, patterns and lengths.

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Diagnostic, Edit, Fix, Severity};
use crate::facts::Release;
use crate::location::Span;
use crate::scalar::{Fit, Pattern, is_json};
use crate::schema::Text;
use crate::source::lenient;
use crate::source::tree::{Kind, NodeId};
use crate::suggest::nearest;

use super::Checker;

impl<'c> Checker<'c, '_> {
    pub(super) fn text(&mut self, rule: &Text, node: NodeId) {
        let span = self.tree.span(node);
        let tree = self.tree;
        let Some(text) = lenient::text(tree.kind(node)).or_else(|| self.written(rule, node)) else {
            return self.not_a_text(node);
        };
        if !rule.choices.is_empty() {
            if !rule.choices.iter().any(|(choice, _)| choice == text) {
                self.not_a_choice(rule, text, span);
            }
            return;
        }
        if let Some(pattern) = &rule.pattern {
            match pattern.fit(text) {
                Fit::Full => self.meant(rule, text, span),
                Fit::TrailingNewline => {
                    let message = format!("{} ends with a line break, which becomes part of it", self.name());
                    self.warning("trailing-newline", span, message, "", "write it on one line, or use `|-`");
                }
                Fit::No => self.wrong_pattern(rule, pattern, text, span),
            }
        } else {
            self.meant(rule, text, span);
        }
        self.length(text.chars().count(), rule.least, rule.most, "character", node, span);
        if rule.json && !text.is_empty() && !is_json(text) {
            let message = format!("{} must hold JSON, but this is none", self.name());
            self.error("not-json", span, message, "", "put the JSON text between single quotes");
        }
    }

    /// A number or a boolean that may stand for a text, if it is read as what is written.
    fn written(&self, rule: &Text, node: NodeId) -> Option<&'c str> {
        let value = match self.tree.kind(node) {
            Kind::Int(value) => value.to_string(),
            Kind::Float(value) => value.to_string(),
            Kind::Bool(value) => value.to_string(),
            _ => return None,
        };
        let span = self.tree.span(self.tree.target(node));
        self.text.get(span.start..span.end).filter(|written| rule.scalars && *written == value)
    }

    fn not_a_text(&mut self, node: NodeId) {
        let span = self.tree.span(node);
        let scalar = matches!(
            self.tree.kind(node),
            Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) | Kind::Timestamp(_)
        );
        if !scalar {
            let help = match self.tree.kind(node) {
                Kind::List(items) if items.len() == 1 => "write the text itself, without a list around it",
                _ => "write a single text",
            };
            return self.wrong_type(node, "a text", help);
        }
        let what = lenient::describe(self.tree.kind(node));
        let message = format!("{} must be a text, but YAML reads this as {what}", self.name());
        let problem = Diagnostic::new("wrong-type", Severity::Error, self.path(), message)
            .official(CONFIG_SCHEMA_VALIDATOR)
            .at(span, "")
            .help("put it between quotation marks")
            .fix(Fix {
                title: "quote it".to_owned(),
                edits: vec![
                    Edit { span: Span::at(span.start), text: "\"".to_owned() },
                    Edit { span: Span::at(span.end), text: "\"".to_owned() },
                ],
            });
        self.push_wrong(problem);
    }

    fn not_a_choice(&mut self, rule: &Text, text: &str, span: Span) {
        let choices: Vec<&str> = rule.choices.iter().map(|(choice, _)| choice.as_str()).collect();
        let path = self.path();
        let message = format!("`{text}` is not a choice for {}", self.name());
        let mut problem = Diagnostic::new("not-a-choice", Severity::Error, path.clone(), message)
            .official(CONFIG_SCHEMA_VALIDATOR)
            .at(span, "")
            .help(match choices.as_slice() {
                [only] => format!("write `{only}`"),
                choices => format!("choose one of {}", choices.join(", ")),
            });
        match self.grammar.other_release_with(&path.pattern(), text) {
            Some(OtherRelease::Until(last)) => {
                problem = problem.at(span, format!("release {last} was the last one that knew it"));
            }
            Some(OtherRelease::From(first)) => {
                problem = problem.at(span, format!("known from release {first} on"));
            }
            None => {
                if let Some(near) = nearest(text, choices.iter().copied()) {
                    problem = problem.at(span, format!("did you mean `{near}`?"));
                    // Another number is another thing, not a slip: `ubuntu2205` is not simply `ubuntu2204`.
                    if digits(text).eq(digits(near)) {
                        problem = problem.fix(Fix {
                            title: format!("write `{near}`"),
                            edits: vec![Edit { span, text: near.to_owned() }],
                        });
                    }
                }
            }
        }
        self.push_wrong(problem);
    }

    fn wrong_pattern(&mut self, rule: &Text, pattern: &Pattern, text: &str, span: Span) {
        let message = format!("{} does not have the right form", self.name());
        let help = if text != text.trim() && pattern.fit(text.trim()) == Fit::Full {
            "remove the blanks around it".to_owned()
        } else if text != text.to_lowercase() && pattern.fit(&text.to_lowercase()) == Fit::Full {
            "write it in lower case".to_owned()
        } else {
            match &rule.form {
                Some(form) => format!("it must be {form}"),
                None => format!("it must match `{}`", pattern.source()),
            }
        };
        self.error("wrong-form", span, message, "", &help);
    }

    /// A pattern often looks only at the start of a text; what it lets through may still be of no use.
    fn meant(&mut self, rule: &Text, text: &str, span: Span) {
        if let Some(meant) = rule.meant.as_ref().filter(|meant| meant.fit(text) == Fit::No) {
            let message = format!("{} is accepted, but does not look like what is meant", self.name());
            let form =
                rule.form.clone().unwrap_or_else(|| format!("a text that matches `{}`", meant.source()));
            let help = format!("the official check lets it pass; a usable value is {form}");
            self.warning("loose-form", span, message, "", &help);
        }
    }
}

/// A release that knows what the one in question does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherRelease {
    /// The last one that knew it.
    Until(Release),
    /// The first one that knows it.
    From(Release),
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}
