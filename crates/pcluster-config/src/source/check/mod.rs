//! The tree held against the schema: every key, every type, every limit.

mod number;
mod section;
mod slip;
mod slurm;
mod text;

pub(crate) use text::OtherRelease;

use std::collections::HashSet;

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Diagnostic, Severity};
use crate::location::{Path, Span, Step};
use crate::schema::{Grammar, Shape};
use crate::template::{contains_placeholder, is_placeholder};

use super::lenient::{self, describe};
use super::limits::MAX_PROBLEMS;
use super::tree::{Kind, NodeId, Tree};

/// What the check found out.
pub(crate) struct Checked {
    pub(crate) problems: Vec<Diagnostic>,
    /// Values that the official tool overlooks.
    pub(crate) ignored: HashSet<NodeId>,
    /// Values about which nothing more can be said: they are wrong.
    pub(crate) unsure: HashSet<NodeId>,
    /// Values about which nothing more can be said: they hold placeholders.
    pub(crate) placeholders: HashSet<NodeId>,
    /// Required keys that are not there, with their sections.
    pub(crate) missing: HashSet<(NodeId, String)>,
    /// Whether a placeholder stands where the official tool would refuse it.
    pub(crate) excused: bool,
}

/// Holds a document against its schema. `text` is what it was read from.
pub(crate) fn check(tree: &Tree<'_>, root: NodeId, text: &str, grammar: Grammar<'_>) -> Checked {
    let mut checker = Checker {
        tree,
        text,
        grammar,
        steps: Vec::new(),
        nodes: Vec::new(),
        problems: Vec::new(),
        ignored: HashSet::new(),
        unsure: HashSet::new(),
        placeholders: HashSet::new(),
        missing: HashSet::new(),
        excused: false,
    };
    let start = Span::at(tree.span(root).start);
    checker.within(root, |checker| checker.section(grammar.shape(), root, start));
    Checked {
        problems: checker.problems,
        ignored: checker.ignored,
        unsure: checker.unsure,
        placeholders: checker.placeholders,
        missing: checker.missing,
        excused: checker.excused,
    }
}

struct Checker<'c, 't> {
    tree: &'c Tree<'t>,
    text: &'c str,
    grammar: Grammar<'c>,
    steps: Vec<At<'c>>,
    /// The values on the way to what is checked.
    nodes: Vec<NodeId>,
    problems: Vec<Diagnostic>,
    ignored: HashSet<NodeId>,
    unsure: HashSet<NodeId>,
    placeholders: HashSet<NodeId>,
    missing: HashSet<(NodeId, String)>,
    excused: bool,
}

/// A step that costs nothing until it is part of a message.
#[derive(Clone, Copy)]
enum At<'c> {
    Key(&'c str),
    Index(usize),
}

impl<'c> Checker<'c, '_> {
    /// Checks a value. `place` is what to point at where the value itself shows nothing.
    fn value(&mut self, shape: &Shape, node: NodeId, place: Span) {
        if self.problems.len() <= MAX_PROBLEMS {
            self.within(node, |checker| checker.shaped(shape, node, place));
        }
    }

    fn shaped(&mut self, shape: &Shape, node: NodeId, place: Span) {
        let kind = self.tree.kind(node);
        match (shape, kind) {
            (_, Kind::Broken) => self.unsure.extend([node]),
            (_, Kind::Null) => self.null(shape, node, place),
            (Shape::Section(_) | Shape::Action(_) | Shape::List(_) | Shape::Map(_), Kind::Text(text))
                if is_placeholder(text) =>
            {
                self.excuse(node);
            }
            (Shape::Int(_) | Shape::Float(_) | Shape::Bool, Kind::Text(text))
                if contains_placeholder(text) =>
            {
                self.excuse(node);
            }
            (Shape::Text(rule), Kind::Text(text)) if contains_placeholder(text) => {
                let before = self.problems.len();
                self.text(rule, node);
                if self.problems.len() > before {
                    self.problems.truncate(before);
                    self.excuse(node);
                }
                self.placeholders.insert(node);
            }
            (Shape::Section(section), Kind::Map(_)) => self.section(section, node, place),
            (Shape::Action(section), Kind::Map(_)) => self.action(section, node, place),
            (Shape::Section(section), _) => {
                let first = section.keys.iter().find(|key| key.required).or(section.keys.first());
                let help = match first {
                    Some(_) if matches!(kind, Kind::Bool(_)) && section.key("Enabled").is_some() => {
                        "write `Enabled: true` or `Enabled: false` below it, indented".to_owned()
                    }
                    Some(key) => format!("write its keys below, indented, such as `{}:`", key.name),
                    None => "write `{}`: it has no keys".to_owned(),
                };
                self.wrong_type(node, "a section", &help);
            }
            (Shape::Action(_), _) => {
                self.wrong_type(node, "a section", "write `Script:` or `Sequence:` below it");
            }
            (Shape::List(list), Kind::List(items) | Kind::Set(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.steps.push(At::Index(index));
                    self.value(&list.item, *item, self.tree.span(*item));
                    self.steps.pop();
                }
                self.length(items.len(), list.least, list.most, "item", node, place);
            }
            (Shape::List(_), Kind::Text(text)) if text.starts_with('-') => {
                self.wrong_type(node, "a list", "put a space after each dash");
            }
            (Shape::List(_), _) => {
                self.wrong_type(node, "a list", "start each item with `- `, or write `[...]`");
            }
            (Shape::Map(map), Kind::Map(entries)) => self.entries(map, entries),
            (Shape::Any, _) => {}
            (Shape::Map(_), _) => self.wrong_type(node, "a map", "write names and values below it, indented"),
            (Shape::Text(text), _) => self.text(text, node),
            (Shape::Int(whole), _) => self.whole(whole, node),
            (Shape::Float(least), _) => self.float(*least, node),
            (Shape::Bool, kind) => {
                if lenient::boolean(kind).is_none() {
                    self.wrong_type(node, "true or false", "write `true` or `false`");
                }
            }
        }
    }

    /// Lets a placeholder stand for a value that is not known yet.
    fn excuse(&mut self, node: NodeId) {
        self.placeholders.insert(node);
        self.unsure.remove(&node);
        self.excused = true;
    }

    fn null(&mut self, shape: &Shape, node: NodeId, place: Span) {
        let span = self.tree.span(node);
        let name = self.name();
        let help = match shape {
            _ if matches!(self.steps.last(), Some(At::Index(_))) => {
                "remove the dash, or give the item a value"
            }
            Shape::Section(_) | Shape::Action(_) => {
                "remove the key, or give it its keys; `{}` is an empty section"
            }
            Shape::List(_) => "remove the key, or give it its items; `[]` is an empty list",
            Shape::Map(_) => "remove the key, or give it entries; `{}` is an empty map",
            _ => "remove the key to get the default, or give it a value",
        };
        let span = if span.start == span.end { place } else { span };
        self.error("null-value", span, format!("{name} has no value"), "", help);
    }

    fn wrong_type(&mut self, node: NodeId, wanted: &str, help: &str) {
        let kind = self.tree.kind(node);
        let what = describe(kind);
        let help = &slip::slip(kind).unwrap_or_else(|| help.to_owned());
        let message = format!("{} must be {wanted}, but this is {what}", self.name());
        self.error("wrong-type", self.tree.span(node), message, "", help);
    }

    fn length(
        &mut self,
        count: usize,
        least: Option<u64>,
        most: Option<u64>,
        unit: &str,
        node: NodeId,
        place: Span,
    ) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most) {
            return;
        }
        let plural = |count: u64| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
        let wanted = match (least, most) {
            (Some(least), Some(most)) if least == most => format!("exactly {}", plural(least)),
            (Some(least), Some(most)) => format!("{least} to {}", plural(most)),
            (Some(least), None) => format!("at least {}", plural(least)),
            (None, most) => format!("at most {}", plural(most.unwrap_or_default())),
        };
        let span = self.tree.span(node);
        let span = if span.start == span.end { place } else { span };
        let message = format!("{} must have {wanted}, but has {count}", self.name());
        let help = match most.filter(|most| count > *most) {
            Some(most) if unit == "item" => format!("keep at most {}", plural(most)),
            Some(most) => format!("shorten it to at most {}", plural(most)),
            None if unit == "item" => "add items, or remove the key if it is not needed".to_owned(),
            None => "write a text, or remove the key if it is not needed".to_owned(),
        };
        self.error("wrong-length", span, message, "", &help);
    }

    /// The key that is checked, as a message names it.
    fn name(&self) -> String {
        let last_key = self.steps.iter().rev().find_map(|step| match step {
            At::Key(key) => Some(*key),
            At::Index(_) => None,
        });
        match (self.steps.last(), last_key) {
            (Some(At::Index(index)), Some(key)) => format!("item {} of `{key}`", index + 1),
            (_, Some(key)) => format!("`{key}`"),
            (_, None) if self.grammar.release().is_none() => self.grammar.name().to_owned(),
            (_, None) => "the configuration".to_owned(),
        }
    }

    /// The path of what is checked.
    fn path(&self) -> Path {
        self.steps
            .iter()
            .map(|step| match step {
                At::Key(key) => Step::Key((*key).to_owned()),
                At::Index(index) => Step::Index(*index),
            })
            .collect()
    }

    fn error(&mut self, rule: &'static str, span: Span, message: String, label: &str, help: &str) {
        self.report(rule, Severity::Error, span, message, label, help);
    }

    fn warning(&mut self, rule: &'static str, span: Span, message: String, label: &str, help: &str) {
        self.report(rule, Severity::Warning, span, message, label, help);
    }

    fn report(
        &mut self,
        rule: &'static str,
        severity: Severity,
        span: Span,
        message: String,
        label: &str,
        help: &str,
    ) {
        let mut problem = Diagnostic::new(rule, severity, self.path(), message).at(span, label);
        if severity == Severity::Error {
            problem = problem.official(CONFIG_SCHEMA_VALIDATOR);
        }
        if !help.is_empty() {
            problem = problem.help(help);
        }
        if severity == Severity::Error { self.push_wrong(problem) } else { self.push(problem) }
    }

    fn push(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Takes a problem with the value that is checked.
    fn push_wrong(&mut self, problem: Diagnostic) {
        self.unsure.extend(self.nodes.last());
        self.push(problem);
    }

    fn within<R>(&mut self, node: NodeId, work: impl FnOnce(&mut Self) -> R) -> R {
        self.nodes.push(node);
        let result = work(self);
        self.nodes.pop();
        result
    }

    fn inside<R>(&mut self, key: &'c str, work: impl FnOnce(&mut Self) -> R) -> R {
        self.steps.push(At::Key(key));
        let result = work(self);
        self.steps.pop();
        result
    }
}
