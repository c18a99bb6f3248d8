//! Places and single sections of a tree.

use std::collections::HashSet;

use serde::de::DeserializeOwned;

use crate::location::{Path, Span, Step};
use crate::rules::{Finding, Locate};

use super::decode::{Context, Decoder};
use super::tree::{Entry, Kind, NodeId, Tree};

/// A tree together with what its check found out.
pub(super) struct Surveyed<'a, 't> {
    pub(super) tree: &'a Tree<'t>,
    pub(super) root: NodeId,
    pub(super) ignored: &'a HashSet<NodeId>,
    pub(super) text: &'a str,
}

impl Surveyed<'_, '_> {
    /// The whole document as a value of the model. With `repair`, what is wrong or missing is replaced by something
    /// possible, so that the rest can be looked at.
    pub(super) fn decode<T: DeserializeOwned>(&self, repair: bool) -> Option<T> {
        let context = Context { tree: self.tree, ignored: self.ignored, repair };
        T::deserialize(Decoder { context, node: Some(self.root) }).ok()
    }

    /// Whether a finding is about a required key that is missing.
    pub(super) fn concerns_missing(&self, finding: &Finding, missing: &HashSet<(NodeId, String)>) -> bool {
        !missing.is_empty()
            && self.any_step(finding, |section, step, value| {
                value.is_none()
                    && matches!(step, Step::Key(key) if missing.contains(&(self.tree.target(section), key.clone())))
            })
    }

    /// Whether a finding is about one of some values, or about something inside it.
    pub(super) fn concerns(&self, finding: &Finding, values: &HashSet<NodeId>) -> bool {
        !values.is_empty()
            && self.any_step(finding, |_, _, value| value.is_some_and(|value| values.contains(&value)))
    }

    /// Whether something holds for a step of a path that a finding names: for where it leads from, the step, and where
    /// it leads to. A path ends where nothing is.
    fn any_step(&self, finding: &Finding, holds: impl Fn(NodeId, &Step, Option<NodeId>) -> bool) -> bool {
        finding.paths().any(|path| {
            let mut node = Some(self.root);
            path.steps().iter().any(|step| {
                let Some(from) = node else { return false };
                node = self.next(from, step);
                holds(from, step, node)
            })
        })
    }

    /// The node at a path.
    fn node(&self, path: &Path) -> Option<NodeId> {
        path.steps().iter().try_fold(self.root, |node, step| self.next(node, step))
    }

    /// Where a value ends, with all that is below it.
    fn end_of(&self, node: NodeId) -> usize {
        let span = self.tree.span(node).end;
        match self.tree.kind(node) {
            Kind::Map(entries) => entries.iter().map(|entry| self.end_of(entry.value)).fold(span, usize::max),
            Kind::List(items) | Kind::Set(items) => {
                items.iter().map(|item| self.end_of(*item)).fold(span, usize::max)
            }
            _ => span,
        }
    }

    fn next(&self, node: NodeId, step: &Step) -> Option<NodeId> {
        match (step, self.tree.kind(node)) {
            (Step::Key(key), _) => self.tree.get(node, key),
            (Step::Index(index), Kind::List(items) | Kind::Set(items)) => items.get(*index).copied(),
            _ => None,
        }
    }

    /// What to point at for a key: with its value if both are on one line.
    pub(super) fn entry_span(&self, entry: &Entry<'_>) -> Span {
        let value = self.tree.span(entry.value);
        let is_scalar = !matches!(self.tree.kind(entry.value), Kind::Map(_) | Kind::List(_) | Kind::Set(_));
        let one_line =
            value.start >= entry.key_span.end && !self.has_line_break(entry.key_span.start, value.end);
        if is_scalar && one_line { Span::new(entry.key_span.start, value.end) } else { entry.key_span }
    }

    /// An item that is a section is shown by its first entry, which for a compute resource is its name.
    pub(super) fn item_span(&self, item: NodeId) -> Span {
        match self.tree.kind(item) {
            Kind::Map(entries) => {
                entries.first().map_or(self.tree.span(item), |entry| self.entry_span(entry))
            }
            _ => self.tree.span(item),
        }
    }

    fn has_line_break(&self, start: usize, end: usize) -> bool {
        self.text.get(start..end).is_none_or(|text| text.contains(['\n', '\r']))
    }
}

impl Locate for Surveyed<'_, '_> {
    // What to point at for a path: a key with its value if both are on one line, else the key alone. What does not
    // exist is found in its nearest section that does.
    fn locate(&self, path: &Path) -> Option<Span> {
        let mut node = self.root;
        let mut found = Some(self.tree.span(node)).map(|span| Span::at(span.start));
        for step in path.steps() {
            match (step, self.tree.kind(node)) {
                (Step::Key(key), Kind::Map(entries)) => {
                    let Some(entry) = entries.iter().find(|entry| entry.key.as_str() == key) else { break };
                    found = Some(self.entry_span(entry));
                    node = entry.value;
                }
                (Step::Index(index), Kind::List(items) | Kind::Set(items)) => {
                    let Some(item) = items.get(*index) else { break };
                    found = Some(self.item_span(*item));
                    node = *item;
                }
                _ => break,
            }
        }
        found
    }

    fn value(&self, path: &Path) -> Option<Span> {
        let node = self.node(path)?;
        let is_single = !matches!(self.tree.kind(node), Kind::Map(_) | Kind::List(_) | Kind::Set(_));
        Some(self.tree.span(node)).filter(|_| is_single)
    }

    fn lines(&self, path: &Path) -> Option<Span> {
        let (Step::Key(key), section) = (path.steps().last()?, self.node(&path.parent()?)?) else {
            return None;
        };
        let Kind::Map(entries) = self.tree.kind(section) else { return None };
        let entry = entries.iter().find(|entry| entry.key.as_str() == key)?;
        // The only key of a section cannot go without the section, nor the first one of a list's item without its dash.
        if entries.len() < 2 {
            return None;
        }
        let end = self.end_of(entry.value).max(entry.key_span.end);
        let before = self.text.get(..entry.key_span.start)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text.get(end..)?;
        let line_end = rest.find('\n').map_or(self.text.len(), |at| end + at + 1);
        let alone = before.get(start..)?.bytes().all(|byte| byte == b' ')
            && self.text.get(end..line_end)?.trim().is_empty();
        alone.then(|| Span::new(start, line_end))
    }
}
