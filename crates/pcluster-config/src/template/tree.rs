//! The nodes of a YAML text with their places, built from the parser's events.

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle};

use crate::location::{Path, Span, Step};

use super::yaml;

/// Keys longer than this together are left out of paths, which would only be noise.
const MAX_PATH: usize = 4096;

/// The events of a text, and the nodes that they make.
pub(super) struct Tree<'s> {
    pub(super) events: Vec<(Event<'s>, Span)>,
    pub(super) nodes: Vec<Node>,
}

/// A scalar, an alias or a collection.
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) role: Role,
    pub(super) parent: Option<usize>,
    /// Its first event and the one after its last.
    pub(super) first_event: usize,
    pub(super) end_event: usize,
    /// From its first byte to behind the last byte of its last scalar or its bracket. A block sequence may begin
    /// behind its first dash.
    pub(super) span: Span,
    /// Whether it stands inside a flow collection.
    pub(super) in_flow: bool,
    /// Whether it has an anchor or a tag.
    pub(super) decorated: bool,
    /// The items of a sequence; the keys and values of a mapping by turns.
    pub(super) children: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar(ScalarStyle),
    Alias,
    Sequence { flow: bool },
    Mapping { flow: bool },
}

/// What a node is to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Document,
    Key,
    /// The value of the key that is this node.
    Value(usize),
    Item(usize),
}

impl<'s> Tree<'s> {
    /// Parses a text.
    pub(super) fn parse(text: &'s str) -> Result<Self, ScanError> {
        let mut tree = Self { events: Vec::new(), nodes: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        for next in Parser::new_from_str_with_options(text, yaml::options()) {
            let (event, span) = next?;
            let span = yaml::range(&span, text);
            let kind = match &event {
                Event::Scalar(_, style, ..) => Some(Kind::Scalar(*style)),
                Event::Alias(_) | Event::UnresolvedAlias(_) => Some(Kind::Alias),
                Event::SequenceStart(style, ..) => {
                    Some(Kind::Sequence { flow: *style == StructureStyle::Flow })
                }
                Event::MappingStart(style, ..) => {
                    Some(Kind::Mapping { flow: *style == StructureStyle::Flow })
                }
                _ => None,
            };
            let decorated = match &event {
                Event::Scalar(_, _, anchor, tag)
                | Event::SequenceStart(_, anchor, tag)
                | Event::MappingStart(_, anchor, tag) => *anchor != 0 || tag.is_some(),
                _ => false,
            };
            let ends = matches!(event, Event::SequenceEnd | Event::MappingEnd);
            let at = tree.events.len();
            tree.events.push((event, span));
            if let Some(kind) = kind {
                let index = tree.add(kind, span, at, decorated, open.last().copied());
                if matches!(kind, Kind::Sequence { .. } | Kind::Mapping { .. }) {
                    open.push(index);
                }
            } else if ends && let Some(index) = open.pop() {
                tree.close(index, span, at);
            }
        }
        Ok(tree)
    }

    fn add(&mut self, kind: Kind, span: Span, event: usize, decorated: bool, parent: Option<usize>) -> usize {
        let index = self.nodes.len();
        let (mut role, mut in_flow) = (Role::Document, false);
        if let Some(parent) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
            in_flow = parent.in_flow
                || matches!(parent.kind, Kind::Sequence { flow: true } | Kind::Mapping { flow: true });
            role = match (parent.kind, parent.children.last()) {
                (Kind::Mapping { .. }, Some(key)) if parent.children.len() % 2 == 1 => Role::Value(*key),
                (Kind::Mapping { .. }, _) => Role::Key,
                _ => Role::Item(parent.children.len()),
            };
            parent.children.push(index);
        }
        self.nodes.push(Node {
            kind,
            role,
            parent,
            first_event: event,
            end_event: event + 1,
            span,
            in_flow,
            decorated,
            children: Vec::new(),
        });
        index
    }

    fn close(&mut self, index: usize, span: Span, event: usize) {
        let last = self.nodes.get(index).and_then(|node| node.children.last().copied());
        let last = last.and_then(|last| self.nodes.get(last)).map(|last| last.span.end);
        if let Some(node) = self.nodes.get_mut(index) {
            node.end_event = event + 1;
            // A block collection ends only where the next thing begins, the one pair of `[a: b]` likewise.
            node.span.end = if span.start < span.end { span.end } else { last.unwrap_or(node.span.end) };
        }
    }

    /// The text of a scalar.
    pub(super) fn text(&self, node: &Node) -> &str {
        match self.events.get(node.first_event) {
            Some((Event::Scalar(text, ..), _)) => text,
            _ => "",
        }
    }

    /// The way to a node in the text that this is the shadow of; to a key as to its value.
    pub(super) fn path(&self, node: &Node, template: &str) -> Path {
        let mut steps = Vec::new();
        let mut length = 0;
        let mut next = Some(node);
        while let Some(node) = next {
            let key = match node.role {
                Role::Document => None,
                Role::Item(index) => {
                    steps.push(Step::Index(index));
                    None
                }
                Role::Key => Some(node),
                Role::Value(key) => self.nodes.get(key),
            };
            if let Some(key) = key {
                let key = self.name(key, template);
                length += key.len();
                if length > MAX_PATH {
                    return Path::root();
                }
                steps.push(Step::Key(key.to_owned()));
            }
            next = node.parent.and_then(|parent| self.nodes.get(parent));
        }
        steps.into_iter().rev().collect()
    }

    /// The name of a key, with placeholders as the template has them.
    pub(super) fn name<'n>(&'n self, key: &Node, template: &'n str) -> &'n str {
        let written = template.get(key.span.start..key.span.end).unwrap_or_default();
        match key.kind {
            Kind::Scalar(_) if !written.contains('$') => self.text(key),
            Kind::Scalar(_) => written,
            _ => "?",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<(String, &str)> {
        let tree = Tree::parse(text).unwrap();
        tree.nodes
            .iter()
            .filter(|node| !matches!(node.role, Role::Key | Role::Document))
            .map(|node| (tree.path(node, text).to_string(), &text[node.span.start..node.span.end]))
            .collect()
    }

    #[test]
    fn every_node_has_its_path_and_its_place() {
        let text = "A:\n  - B: 'x'  # c\n    C: {d: [1, e: f]}\n\n# c\nG:\n- |\n  text\nH:\nI: z\n";
        assert_eq!(
            paths(text),
            [
                ("A".into(), "- B: 'x'  # c\n    C: {d: [1, e: f]}"),
                ("A[0]".into(), "B: 'x'  # c\n    C: {d: [1, e: f]}"),
                ("A[0].B".into(), "'x'"),
                ("A[0].C".into(), "{d: [1, e: f]}"),
                ("A[0].C.d".into(), "[1, e: f]"),
                ("A[0].C.d[0]".into(), "1"),
                ("A[0].C.d[1]".into(), "e: f"),
                ("A[0].C.d[1].e".into(), "f"),
                ("G".into(), "|\n  text\n"),
                ("G[0]".into(), "text\n"),
                ("H".into(), ""),
                ("I".into(), "z"),
            ]
        );
    }

    #[test]
    fn keys_are_named_as_the_template_writes_them() {
        let tree = Tree::parse("Axxx: b").unwrap();
        assert_eq!(tree.path(&tree.nodes[2], "${A}: b").to_string(), "${A}");
        assert_eq!(tree.path(&tree.nodes[1], "${A}: b").to_string(), "${A}");
    }
}
