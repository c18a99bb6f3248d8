//! Places and single sections of a tree.

use std::collections::HashSet;

use serde::de::DeserializeOwned;

use crate::diagnostic::Diagnostic;
use crate::location::{Path, Span, Step};
use crate::rules::Sites;

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
    /// The whole document as a value of the model.
    pub(super) fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        self.decode_at(self.root, false)
    }

    fn decode_at<T: DeserializeOwned>(&self, node: NodeId, repair: bool) -> Option<T> {
        let context = Context { tree: self.tree, ignored: self.ignored, repair };
        T::deserialize(Decoder { context, node: Some(node) }).ok()
    }

    /// Whether a finding is about a required key that is missing.
    pub(super) fn concerns_missing(
        &self,
        diagnostic: &Diagnostic,
        missing: &HashSet<(NodeId, String)>,
    ) -> bool {
        !missing.is_empty()
            && self.any_step(diagnostic, |section, step, value| {
                value.is_none()
                    && matches!(step, Step::Key(key) if missing.contains(&(self.tree.target(section), key.clone())))
            })
    }

    /// Whether a finding is about one of some values, or about something inside it.
    pub(super) fn concerns(&self, diagnostic: &Diagnostic, values: &HashSet<NodeId>) -> bool {
        !values.is_empty()
            && self.any_step(diagnostic, |_, _, value| value.is_some_and(|value| values.contains(&value)))
    }

    /// Whether something holds for a step of a path that a finding names: for where it leads from, the step, and where
    /// it leads to. A path ends where nothing is.
    fn any_step(
        &self,
        diagnostic: &Diagnostic,
        holds: impl Fn(NodeId, &Step, Option<NodeId>) -> bool,
    ) -> bool {
        let mut paths = diagnostic.related.iter().map(|label| &label.path).chain([&diagnostic.path]);
        paths.any(|path| {
            let mut node = Some(self.root);
            path.steps().iter().any(|step| {
                let Some(from) = node else { return false };
                node = self.next(from, step);
                holds(from, step, node)
            })
        })
    }

    /// What to point at for a path: a key with its value if both are on one line, else the key alone. What does not
    /// exist is found in its nearest section that does.
    pub(super) fn locate(&self, path: &Path) -> Option<Span> {
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

    fn next(&self, node: NodeId, step: &Step) -> Option<NodeId> {
        match (step, self.tree.kind(node)) {
            (Step::Key(key), _) => self.tree.get(node, key),
            (Step::Index(index), Kind::List(items) | Kind::Set(items)) => items.get(*index).copied(),
            _ => None,
        }
    }

    fn entry_span(&self, entry: &Entry<'_>) -> Span {
        let value = self.tree.span(entry.value);
        let is_scalar = !matches!(self.tree.kind(entry.value), Kind::Map(_) | Kind::List(_) | Kind::Set(_));
        let one_line =
            value.start >= entry.key_span.end && !self.has_line_break(entry.key_span.start, value.end);
        if is_scalar && one_line { Span::new(entry.key_span.start, value.end) } else { entry.key_span }
    }

    /// An item that is a section is shown by its first entry, which for a compute resource is its name.
    fn item_span(&self, item: NodeId) -> Span {
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

    fn descend<T: DeserializeOwned>(
        &self,
        node: NodeId,
        path: &Path,
        pattern: &[&str],
        visit: &mut dyn FnMut(T, Path),
    ) {
        match (pattern, self.tree.kind(node)) {
            ([], _) => {
                if let Some(section) = self.decode_at(node, true) {
                    visit(section, path.clone());
                }
            }
            (["[]", rest @ ..], Kind::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.descend(*item, &path.index(index), rest, visit);
                }
            }
            ([key, rest @ ..], Kind::Map(_)) => {
                if let Some(value) = self.tree.get(node, key) {
                    self.descend(value, &path.key(*key), rest, visit);
                }
            }
            _ => {}
        }
    }
}

impl Sites for Surveyed<'_, '_> {
    fn each<T: DeserializeOwned>(&self, pattern: &[&str], visit: &mut dyn FnMut(T, Path)) {
        self.descend(self.root, &Path::root(), pattern, visit);
    }
}
