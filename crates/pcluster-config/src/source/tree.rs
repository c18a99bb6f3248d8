//! A YAML document as a tree in which every node knows its place.

use std::borrow::Cow;

use crate::location::Span;
use crate::scalar::{Int, Value};

/// A node's place in the [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NodeId(u32);

/// One node.
#[derive(Debug)]
pub(crate) struct Node<'t> {
    /// Where it stands; for an alias, where the alias stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind<'t>,
    /// How many nodes it counts when every alias is written out.
    pub(crate) weight: u64,
}

/// What a node is, after tags and the notations of YAML 1.1 were read.
#[derive(Debug)]
pub(crate) enum Kind<'t> {
    Null,
    Bool(bool),
    Int(Int),
    Float(f64),
    Text(Cow<'t, str>),
    Bytes(Vec<u8>),
    /// A date or a time; its text, as YAML's own type is nothing that a key could hold.
    Timestamp(Cow<'t, str>),
    List(Vec<NodeId>),
    /// `!!set`: its members.
    Set(Vec<NodeId>),
    Map(Vec<Entry<'t>>),
    /// Another place of the same value.
    Alias(NodeId),
    /// Something that was reported where it was read, and about which nothing more is to be said.
    Broken,
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) key: Key<'t>,
    pub(crate) key_span: Span,
    pub(crate) value: NodeId,
}

/// A key of a map.
#[derive(Clone, Debug)]
pub(crate) enum Key<'t> {
    Text(Cow<'t, str>),
    /// A key of another type, which only free maps can have.
    Other(Box<OtherKey>),
    /// Something that was reported and may stand for any keys, as a merge key does.
    Refused,
}

/// A key that is no text.
#[derive(Clone, Debug)]
pub(crate) struct OtherKey {
    pub(crate) value: Value,
    /// The key as people see it.
    shown: String,
    /// What makes it the same key as another: `1`, `1.0` and `true` are one.
    identity: String,
}

impl OtherKey {
    pub(crate) fn new(value: Value) -> Self {
        let shown = value.to_string();
        let identity = match &value {
            Value::Bool(value) => format!("number {}", i32::from(*value)),
            Value::Int(value) => format!("number {value}"),
            Value::Float(value) => format!("number {value}"),
            Value::Bytes(_) => format!("bytes {shown}"),
            Value::String(_) => format!("date {shown}"),
            _ => shown.clone(),
        };
        Self { value, shown, identity }
    }
}

impl<'t> Key<'t> {
    /// The key as people see it.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Other(key) => &key.shown,
            Self::Refused => "?",
        }
    }

    /// The key if it is a text, as all keys of sections are.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Other(_) | Self::Refused => None,
        }
    }

    /// What tells keys apart: whether it is a text, and its value.
    pub(crate) fn identity(&self) -> (bool, Cow<'t, str>) {
        match self {
            Self::Text(text) => (true, text.clone()),
            Self::Other(key) => (false, Cow::Owned(key.identity.clone())),
            Self::Refused => (false, Cow::Borrowed("")),
        }
    }

    /// Whether the official loader takes both for one key.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(this), Self::Text(that)) => this == that,
            (Self::Other(this), Self::Other(that)) => this.identity == that.identity,
            _ => false,
        }
    }
}

/// A document.
#[derive(Debug, Default)]
pub(crate) struct Tree<'t> {
    nodes: Vec<Node<'t>>,
}

impl<'t> Tree<'t> {
    pub(crate) fn push(&mut self, span: Span, kind: Kind<'t>) -> NodeId {
        let inside = match &kind {
            Kind::List(items) | Kind::Set(items) => self.weights(items.iter().copied()),
            Kind::Map(entries) => self.weights(entries.iter().map(|entry| entry.value)),
            Kind::Alias(target) => self.node(*target).weight,
            _ => 0,
        };
        let weight = inside.saturating_add(1);
        // The text is limited far below 2^32 bytes, and every node takes at least one.
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { span, kind, weight });
        id
    }

    fn weights(&self, ids: impl Iterator<Item = NodeId>) -> u64 {
        ids.fold(0, |sum, id| sum.saturating_add(self.node(id).weight))
    }

    /// The node at a place.
    pub(crate) fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id.0 as usize]
    }

    /// What stands at a place, aliases followed.
    pub(crate) fn kind(&self, id: NodeId) -> &Kind<'t> {
        match &self.node(id).kind {
            // An alias never points at an alias.
            Kind::Alias(target) => &self.node(*target).kind,
            kind => kind,
        }
    }

    /// The node itself, or the one that an alias stands for.
    pub(crate) fn target(&self, id: NodeId) -> NodeId {
        match self.node(id).kind {
            Kind::Alias(target) => target,
            _ => id,
        }
    }

    pub(crate) fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// The value under a key of a map.
    pub(crate) fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        match self.kind(id) {
            Kind::Map(entries) => {
                entries.iter().find(|entry| entry.key.text() == Some(key)).map(|entry| entry.value)
            }
            _ => None,
        }
    }
}
