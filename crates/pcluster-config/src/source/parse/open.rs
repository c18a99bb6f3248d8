//! Collections that are not complete yet.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::location::Span;
use crate::source::tree::{Entry, Key, NodeId};

/// A collection that is not complete yet.
pub(super) struct Open<'t> {
    pub(super) span: Span,
    /// Whether it is written with brackets.
    pub(super) flow: bool,
    pub(super) anchor: usize,
    pub(super) tag: Collection,
    pub(super) content: Content<'t>,
}

pub(super) enum Content<'t> {
    List(Vec<NodeId>),
    Map { entries: Vec<Entry<'t>>, key: Option<(PendingKey<'t>, Span)>, seen: Seen<'t> },
}

/// The keys of a map with their places, once they are too many to be looked through one by one.
pub(super) type Seen<'t> = HashMap<(bool, Cow<'t, str>), Span>;

/// How many keys are looked through one by one.
const FEW_KEYS: usize = 16;

pub(super) enum PendingKey<'t> {
    Key(Key<'t>),
    /// A key that was reported; its value is read but not kept.
    Refused,
}

/// What a collection is, by its tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    Plain,
    Set,
    Pairs,
    Refused,
}

/// Where a map has a key already.
pub(super) fn first_place<'t>(key: &Key<'t>, entries: &[Entry<'t>], seen: &mut Seen<'t>) -> Option<Span> {
    if entries.len() < FEW_KEYS {
        return entries.iter().find(|entry| entry.key.is_same(key)).map(|entry| entry.key_span);
    }
    // What was added since the last call: all of them the first time, then one at most.
    for entry in entries.get(seen.len()..).unwrap_or_default() {
        seen.entry(entry.key.identity()).or_insert(entry.key_span);
    }
    seen.get(&key.identity()).copied()
}
