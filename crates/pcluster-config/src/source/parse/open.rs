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
pub(super) type Seen<'t> = HashMap<Cow<'t, str>, Span>;

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
    let Key::Text(text) = key else {
        return entries.iter().find(|entry| entry.key.is_same(key)).map(|entry| entry.key_span);
    };
    if entries.len() < FEW_KEYS {
        return entries.iter().find(|entry| entry.key.is_same(key)).map(|entry| entry.key_span);
    }
    if seen.is_empty() {
        for entry in entries {
            if let Key::Text(text) = &entry.key {
                seen.insert(text.clone(), entry.key_span);
            }
        }
    } else if let Some(Entry { key: Key::Text(last), key_span, .. }) = entries.last() {
        seen.insert(last.clone(), *key_span);
    }
    seen.get(text).copied()
}
