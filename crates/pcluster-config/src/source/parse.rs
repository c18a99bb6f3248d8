//! Text to tree.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag, options};

use crate::diagnostic::Diagnostic;
use crate::location::{Path, Span, Step};
use crate::scalar::Value;

use super::gate;
use super::limits::{MAX_ALIAS_NODES, MAX_DEPTH, MAX_PROBLEMS};
use super::prepared::Prepared;
use super::problems as problem;
use super::scalar::{self, Refusal};
use super::tree::{Entry, Key, Kind, NodeId, OtherKey, Tree};

/// What was read.
pub(crate) struct Parsed<'t> {
    pub(crate) tree: Tree<'t>,
    /// The document; `None` where the text is no YAML at all.
    pub(crate) root: Option<NodeId>,
    pub(crate) problems: Vec<Diagnostic>,
    /// Whether placeholders stand where values are.
    pub(crate) has_placeholders: bool,
    /// Whether a placeholder stands where it is no YAML.
    pub(crate) excused: bool,
}

/// Reads a text as the official loader does.
pub(crate) fn parse<'t>(prepared: &'t Prepared<'_>) -> Parsed<'t> {
    let mut builder = Builder::new(prepared);
    let depth = MAX_DEPTH;
    let options = options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: depth,
        block_nesting_limit: depth,
    };
    let mut failed = false;
    for event in Parser::new_from_str_with_options(&prepared.parsed, options) {
        let read = match event {
            Ok((event, span)) => builder.event(event, builder.span(&span)),
            Err(error) => Err(builder.syntax_error(&error)),
        };
        if let Err(problem) = read {
            builder.problems.push(*problem);
            failed = true;
            break;
        }
        if builder.problems.len() >= MAX_PROBLEMS {
            failed = true;
            break;
        }
    }
    if !failed {
        gate::tabs(prepared, &builder.opaque, &mut builder.problems);
        builder.check_weight();
    }
    let root = if failed { None } else { builder.root };
    Parsed {
        tree: builder.tree,
        root,
        problems: builder.problems,
        has_placeholders: builder.has_placeholders,
        excused: builder.excused,
    }
}

/// A collection that is not complete yet.
struct Open<'t> {
    span: Span,
    /// Whether it is written with brackets.
    flow: bool,
    anchor: usize,
    tag: Collection,
    content: Content<'t>,
}

enum Content<'t> {
    List(Vec<NodeId>),
    Map { entries: Vec<Entry<'t>>, key: Option<(PendingKey<'t>, Span)>, seen: Seen<'t> },
}

/// The keys of a map with their places, once they are too many to be looked through one by one.
type Seen<'t> = HashMap<Cow<'t, str>, Span>;

/// How many keys are looked through one by one.
const FEW_KEYS: usize = 16;

enum PendingKey<'t> {
    Key(Key<'t>),
    /// A key that was reported; its value is read but not kept.
    Refused,
}

/// What a tag stands for.
enum Meaning {
    /// A lone `!`, which says nothing.
    None,
    /// A tag of YAML's own, without its prefix.
    Yaml(String),
    /// Any other tag, as it is written.
    Other(String),
}

impl Meaning {
    fn of(tag: &Tag) -> Self {
        let whole = format!("{}{}", tag.handle(), tag.suffix());
        match whole.strip_prefix("tag:yaml.org,2002:") {
            Some(name) => Self::Yaml(name.to_owned()),
            None if whole == "!" => Self::None,
            None => Self::Other(tag.original()),
        }
    }
}

/// What a collection is, by its tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Collection {
    Plain,
    Set,
    Pairs,
    Refused,
}

type Outcome = Result<(), Box<Diagnostic>>;

struct Builder<'t> {
    prepared: &'t Prepared<'t>,
    tree: Tree<'t>,
    root: Option<NodeId>,
    documents: usize,
    open: Vec<Open<'t>>,
    anchors: HashMap<usize, NodeId>,
    anchor_names: HashSet<String>,
    /// Ranges of quoted and block scalars, in which tabs and `#` mean nothing.
    opaque: Vec<Span>,
    has_placeholders: bool,
    excused: bool,
    problems: Vec<Diagnostic>,
}

impl<'t> Builder<'t> {
    fn new(prepared: &'t Prepared<'t>) -> Self {
        Self {
            prepared,
            tree: Tree::default(),
            root: None,
            documents: 0,
            open: Vec::new(),
            anchors: HashMap::new(),
            anchor_names: HashSet::new(),
            opaque: Vec::new(),
            has_placeholders: false,
            excused: false,
            problems: Vec::new(),
        }
    }

    /// A range of the parsed text.
    fn span(&self, span: &granit_parser::Span) -> Span {
        let length = self.prepared.parsed.len();
        let start = span.start.byte_offset().unwrap_or(length);
        Span::new(start, span.end.byte_offset().unwrap_or(length).max(start))
    }

    /// A range of the original text.
    fn place(&self, span: Span) -> Span {
        Span::new(span.start + self.prepared.skipped, span.end + self.prepared.skipped)
    }

    fn event(&mut self, event: Event<'t>, span: Span) -> Outcome {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                self.anchor_names.clear();
                if self.documents == 2 {
                    self.report(problem::second_document(self.place(span)));
                }
            }
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(style, anchor, tag) => {
                let tag = self.collection(tag.as_deref(), "seq", &["omap", "pairs"], span);
                let content = Content::List(Vec::new());
                return self.start(Open { span, flow: style == StructureStyle::Flow, anchor, tag, content });
            }
            Event::MappingStart(style, anchor, tag) => {
                let tag = self.collection(tag.as_deref(), "map", &["set"], span);
                let content = Content::Map { entries: Vec::new(), key: None, seen: HashMap::new() };
                return self.start(Open { span, flow: style == StructureStyle::Flow, anchor, tag, content });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => {
                let place = self.place(span);
                let node = if let Some(target) = self.anchors.get(&anchor) {
                    Kind::Alias(self.tree.target(*target))
                } else {
                    self.report(problem::recursive_alias(place));
                    Kind::Broken
                };
                self.add(place, node, 0);
            }
            Event::UnresolvedAlias(name) => {
                let place = self.place(span);
                self.report(problem::undefined_alias(&name, place));
                self.add(place, Kind::Broken, 0);
            }
            Event::Anchor(_, name) if !self.anchor_names.insert(name.clone().into_owned()) => {
                self.report(problem::repeated_anchor(&name, self.place(span)));
            }
            _ => {}
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) {
        let place = self.place(span);
        let plain = style == ScalarStyle::Plain;
        if !plain {
            self.opaque.push(span);
        }
        if plain
            && span.start == span.end
            && self.is_key()
            && gate::is_empty_key(&self.prepared.parsed, span.start)
        {
            self.report(problem::empty_key(place));
        }
        // The parser writes an absent value as `~`.
        let text = if plain && span.start == span.end { Cow::Borrowed("") } else { text };
        let text = if self.prepared.has_placeholder(span) {
            self.has_placeholders = true;
            // Braces end a plain text between brackets.
            self.excused |= plain && self.open.iter().any(|open| open.flow);
            self.prepared.restore(span, text)
        } else {
            text
        };
        let value = match tag.map(Meaning::of) {
            None if plain => scalar::plain(text),
            None => Ok(Kind::Text(text)),
            // A lone `!` is as if the scalar were plain.
            Some(Meaning::None) => scalar::plain(text),
            Some(Meaning::Yaml(name)) => scalar::tagged(&name, text).unwrap_or_else(|| {
                self.report(problem::misplaced_tag(&format!("!!{name}"), "a scalar", place));
                Ok(Kind::Broken)
            }),
            Some(Meaning::Other(tag)) => {
                self.report(problem::unknown_tag(&tag, place));
                Ok(Kind::Broken)
            }
        };
        let kind = value.unwrap_or_else(|refusal| {
            self.report(match refusal {
                Refusal::Merge => problem::merge_key(place),
                Refusal::Value => problem::value_sign(place),
                Refusal::Malformed(what) => problem::malformed_scalar(what, place),
            });
            Kind::Broken
        });
        self.add(place, kind, anchor);
    }

    /// What a collection's tag makes of it.
    fn collection(&mut self, tag: Option<&Tag>, plain: &str, special: &[&str], span: Span) -> Collection {
        let place = self.place(span);
        match tag.map(Meaning::of) {
            None | Some(Meaning::None) => return Collection::Plain,
            Some(Meaning::Yaml(name)) if plain == name => return Collection::Plain,
            Some(Meaning::Yaml(name)) if special.contains(&name.as_str()) => {
                return if name == "set" { Collection::Set } else { Collection::Pairs };
            }
            Some(Meaning::Yaml(name)) => {
                let what = if plain == "map" { "a map" } else { "a list" };
                self.report(problem::misplaced_tag(&format!("!!{name}"), what, place));
            }
            Some(Meaning::Other(tag)) => self.report(problem::unknown_tag(&tag, place)),
        }
        Collection::Refused
    }

    fn start(&mut self, open: Open<'t>) -> Outcome {
        if self.open.len() >= MAX_DEPTH {
            return Err(Box::new(problem::too_deep(self.place(open.span))));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let place = self.place(Span::new(open.span.start, span.end.max(open.span.end)));
        let kind = match (open.tag, open.content) {
            (Collection::Refused, _) => Kind::Broken,
            (Collection::Plain, Content::List(items)) => Kind::List(items),
            (Collection::Pairs, Content::List(items)) => self.pairs(&items, place),
            (Collection::Set, Content::Map { entries, .. }) => {
                let members = entries.into_iter().map(|entry| self.key_node(entry)).collect();
                Kind::Set(members)
            }
            (_, Content::Map { entries, .. }) => Kind::Map(entries),
            (_, Content::List(_)) => Kind::Broken,
        };
        self.add(place, kind, open.anchor);
    }

    fn key_node(&mut self, entry: Entry<'t>) -> NodeId {
        let kind = match entry.key {
            Key::Text(text) => Kind::Text(text),
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
    fn pairs(&mut self, items: &[NodeId], place: Span) -> Kind<'t> {
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

    /// Reports a problem with what is read now.
    fn report(&mut self, mut problem: Diagnostic) {
        problem.path = self.path();
        self.problems.push(problem);
    }

    /// The path of what is read now.
    fn path(&self) -> Path {
        let steps = self.open.iter().filter_map(|open| match &open.content {
            Content::List(items) => Some(Step::Index(items.len())),
            Content::Map { key: Some((PendingKey::Key(key), _)), .. } => {
                Some(Step::Key(key.as_str().to_owned()))
            }
            Content::Map { key: Some((PendingKey::Refused, _)), .. } => Some(Step::Key("?".to_owned())),
            Content::Map { key: None, .. } => None,
        });
        steps.collect()
    }

    /// Whether the next node is a key.
    fn is_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Map { key: None, .. }, .. }))
    }

    /// Puts a node where it belongs. The place is in the original text.
    fn add(&mut self, place: Span, kind: Kind<'t>, anchor: usize) {
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
            *pending = Some((PendingKey::Refused, place));
            return;
        };
        // A set may name a member twice.
        let first = if *tag == Collection::Set { None } else { first_place(&key, entries, seen) };
        let name = key.as_str().to_owned();
        *pending = Some((if first.is_some() { PendingKey::Refused } else { PendingKey::Key(key) }, place));
        if let Some(first) = first {
            let mut problem = problem::duplicate_key(&name, place, first);
            problem.path = self.path().parent().unwrap_or_default().key(name);
            self.problems.push(problem);
        }
    }

    fn syntax_error(&self, error: &ScanError) -> Box<Diagnostic> {
        let offset = error.marker().byte_offset().unwrap_or(self.prepared.parsed.len());
        let place = self.place(Span::at(offset));
        Box::new(problem::syntax(error.kind(), place, self.prepared.original))
    }

    fn check_weight(&mut self) {
        let Some(root) = self.root else { return };
        let weight = self.tree.node(root).weight;
        let real = u64::try_from(self.prepared.original.len()).unwrap_or(u64::MAX);
        if weight > real.saturating_mul(2).saturating_add(MAX_ALIAS_NODES) {
            self.report(problem::too_many_aliases(self.tree.span(root)));
            self.root = None;
        }
    }
}

/// Where a map has a key already.
fn first_place<'t>(key: &Key<'t>, entries: &[Entry<'t>], seen: &mut Seen<'t>) -> Option<Span> {
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
