//! Events to nodes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use granit_parser::{Event, ScalarStyle, ScanError, StructureStyle, Tag};

use crate::diagnostic::Diagnostic;
use crate::location::{Path, Span, Step};
use crate::source::gate;
use crate::source::limits::{MAX_ALIAS_NODES, MAX_DEPTH};
use crate::source::prepared::Prepared;
use crate::source::problems as problem;
use crate::source::scalar::{self, Refusal};
use crate::source::tree::{Kind, NodeId, Tree};

use super::open::{Collection, Content, Open, PendingKey};
use super::tag::Meaning;

pub(super) type Outcome = Result<(), Box<Diagnostic>>;

pub(super) struct Builder<'t> {
    pub(super) prepared: &'t Prepared<'t>,
    pub(super) tree: Tree<'t>,
    pub(super) root: Option<NodeId>,
    pub(super) documents: usize,
    pub(super) open: Vec<Open<'t>>,
    pub(super) anchors: HashMap<usize, NodeId>,
    pub(super) anchor_names: HashSet<String>,
    /// Ranges of quoted and block scalars, in which tabs and `#` mean nothing.
    pub(super) opaque: Vec<Span>,
    /// Where the tag of the node that is read now stands.
    pub(super) tag: Option<Span>,
    pub(super) has_placeholders: bool,
    pub(super) excused: bool,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(prepared: &'t Prepared<'t>) -> Self {
        Self {
            prepared,
            tree: Tree::default(),
            root: None,
            documents: 0,
            open: Vec::new(),
            anchors: HashMap::new(),
            anchor_names: HashSet::new(),
            opaque: Vec::new(),
            tag: None,
            has_placeholders: false,
            excused: false,
            problems: Vec::new(),
        }
    }

    /// A range of the parsed text.
    pub(super) fn span(&self, span: &granit_parser::Span) -> Span {
        let length = self.prepared.parsed.len();
        let start = span.start.byte_offset().unwrap_or(length);
        Span::new(start, span.end.byte_offset().unwrap_or(length).max(start))
    }

    /// Where the tag of the node that is read now stands, in the original text.
    fn tag_place(&self, node: Span) -> Span {
        self.place(self.tag.unwrap_or(node))
    }

    /// A range of the original text.
    fn place(&self, span: Span) -> Span {
        Span::new(self.original_offset(span.start), self.original_offset(span.end))
    }

    /// An offset in the original text, where a line break that only YAML 1.1 knows is one character.
    fn original_offset(&self, offset: usize) -> usize {
        let mut offset = offset + self.prepared.skipped;
        while !self.prepared.original.is_char_boundary(offset) && offset > 0 {
            offset -= 1;
        }
        offset
    }

    pub(super) fn event(&mut self, event: Event<'t>, span: Span) -> Outcome {
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
            Event::Anchor(_, name) if !gate::is_anchor_name(&name) => {
                self.report(problem::anchor_name(&name, self.place(span)));
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
            return self.add(place, Kind::Broken, anchor);
        }
        // The parser writes an absent value as `~`.
        let text = if plain && span.start == span.end { Cow::Borrowed("") } else { text };
        if self.prepared.has_placeholder(span) {
            self.has_placeholders = true;
            // Braces end a plain text between brackets.
            self.excused |= plain && self.open.iter().any(|open| open.flow);
        }
        let text = self.prepared.restore(span, text);
        let value = match tag.map(Meaning::of) {
            None if plain => scalar::plain(text),
            None => Ok(Kind::Text(text)),
            // A lone `!` is as if the scalar were plain.
            Some(Meaning::None) => scalar::plain(text),
            Some(Meaning::Yaml(name)) => scalar::tagged(&name, text).unwrap_or_else(|| {
                self.report(problem::misplaced_tag(&format!("!!{name}"), "a scalar", self.tag_place(span)));
                Ok(Kind::Broken)
            }),
            Some(Meaning::Other(tag)) => {
                self.report(problem::unknown_tag(&tag, self.tag_place(span)));
                Ok(Kind::Broken)
            }
        };
        let kind = value.unwrap_or_else(|refusal| {
            self.report(match refusal {
                Refusal::Merge => problem::merge_key(place),
                Refusal::Value => problem::value_sign(place),
                Refusal::TooManyDigits => problem::too_many_digits(place),
                Refusal::Malformed(what) => problem::malformed_scalar(what, place),
            });
            Kind::Broken
        });
        self.add(place, kind, anchor);
    }

    /// What a collection's tag makes of it.
    fn collection(&mut self, tag: Option<&Tag>, plain: &str, special: &[&str], span: Span) -> Collection {
        let place = self.tag_place(span);
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

    /// Reports a problem with what is read now.
    pub(super) fn report(&mut self, mut problem: Diagnostic) {
        problem.path = self.path();
        self.problems.push(problem);
    }

    /// The path of what is read now.
    pub(super) fn path(&self) -> Path {
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

    pub(super) fn syntax_error(&self, error: &ScanError) -> Box<Diagnostic> {
        let offset = error.marker().byte_offset().unwrap_or(self.prepared.parsed.len());
        let place = self.place(Span::at(offset));
        Box::new(problem::syntax(error.kind(), place, self.prepared.original))
    }

    pub(super) fn check_weight(&mut self) {
        let Some(root) = self.root else { return };
        let weight = self.tree.node(root).weight;
        let real = u64::try_from(self.prepared.original.len()).unwrap_or(u64::MAX);
        if weight > real.saturating_mul(2).saturating_add(MAX_ALIAS_NODES) {
            self.report(problem::too_many_aliases(self.tree.span(root)));
            self.root = None;
        }
    }
}
