//! Nodes and keys put where they belong.

use std::borrow::Cow;

use crate::location::Span;
use crate::scalar::Value;
use crate::source::problems as problem;
use crate::source::tree::{Entry, Key, Kind, NodeId, OtherKey};

use super::builder::Builder;
use super::open::{Collection, Content, Open, PendingKey, first_place};

impl<'t> Builder<'t> {
    /// Whether the next node is a key.
    pub(super) fn is_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Map { key: None, .. }, .. }))
    }

    /// Puts a node where it belongs. The place is in the original text.
    pub(super) fn add(&mut self, place: Span, kind: Kind<'t>, anchor: usize) {
        if self.is_key() {
            self.add_key(place, kind, anchor);
            return;
        }
        let node = self.tree.push(place, kind);
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => {
                if self.documents <= 1 {
                    self.root = Some(node);
                }
            }
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map { entries, key, .. }) => {
                if let Some((PendingKey::Key(key), key_span)) = key.take() {
                    entries.push(Entry { key, key_span, value: node });
                }
            }
        }
    }

    fn add_key(&mut self, place: Span, kind: Kind<'t>, anchor: usize) {
        let kind = match kind {
            Kind::Alias(target) => match self.tree.kind(target) {
                Kind::Text(text) => Kind::Text(text.clone()),
                Kind::Null => Kind::Null,
                Kind::Bool(value) => Kind::Bool(*value),
                Kind::Int(value) => Kind::Int(*value),
                Kind::Float(value) => Kind::Float(*value),
                _ => Kind::List(Vec::new()),
            },
            kind => kind,
        };
        let other = |value| Some(Key::Other(Box::new(OtherKey::new(value))));
        let key = match &kind {
            Kind::Text(text) => Some(Key::Text(text.clone())),
            Kind::Null => other(Value::Null),
            Kind::Bool(value) => other(Value::Bool(*value)),
            Kind::Int(value) => other(Value::Int(*value)),
            Kind::Float(value) => other(Value::Float(*value)),
            Kind::Bytes(bytes) => other(Value::Bytes(bytes.clone())),
            Kind::Timestamp(text) => other(Value::String(text.clone().into_owned())),
            Kind::List(_) | Kind::Set(_) | Kind::Map(_) | Kind::Alias(_) => {
                self.report(problem::collection_as_key(place));
                None
            }
            Kind::Broken => None,
        };
        if anchor != 0 {
            let node = self.tree.push(place, kind);
            self.anchors.insert(anchor, node);
        }
        let Some(Open { tag, content: Content::Map { entries, key: pending, seen }, .. }) =
            self.open.last_mut()
        else {
            return;
        };
        let Some(key) = key else {
            *pending = Some((PendingKey::Key(Key::Refused), place));
            return;
        };
        // A set may name a member twice.
        let first = if *tag == Collection::Set { None } else { first_place(&key, entries, seen) };
        let name = key.as_str().to_owned();
        *pending = Some((if first.is_some() { PendingKey::Refused } else { PendingKey::Key(key) }, place));
        if let Some(first) = first {
            let mut problem = problem::duplicate_key(&name, place, first);
            problem.path = self.path().parent().unwrap_or_default().key(name);
            for label in &mut problem.related {
                label.path = problem.path.clone();
            }
            self.problems.push(problem);
        }
    }

    pub(super) fn key_node(&mut self, entry: Entry<'t>) -> NodeId {
        let kind = match entry.key {
            Key::Text(text) => Kind::Text(text),
            Key::Refused => Kind::Broken,
            Key::Other(key) => match key.value {
                Value::Bool(value) => Kind::Bool(value),
                Value::Int(value) => Kind::Int(value),
                Value::Float(value) => Kind::Float(value),
                Value::Bytes(bytes) => Kind::Bytes(bytes),
                Value::String(text) => Kind::Timestamp(Cow::Owned(text)),
                _ => Kind::Null,
            },
        };
        self.tree.push(entry.key_span, kind)
    }

    /// An ordered map: a list of maps with one entry each.
    pub(super) fn pairs(&mut self, items: &[NodeId], place: Span) -> Kind<'t> {
        let single =
            |item: &NodeId| matches!(self.tree.kind(*item), Kind::Map(entries) if entries.len() == 1);
        if items.iter().all(single) {
            // Each pair is of a type that fits no key: a list stands for it.
            let pairs =
                items.iter().map(|item| self.tree.push(self.tree.span(*item), Kind::List(vec![*item])));
            Kind::List(pairs.collect())
        } else {
            self.report(problem::misplaced_tag("!!omap", "this list", place));
            Kind::Broken
        }
    }
}
