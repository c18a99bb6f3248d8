//! Which part of the text an entry of a mapping takes up, when it has to go.

use std::ops::RangeInclusive;

use granit_parser::ScalarStyle;

use crate::location::Span;

use super::tree::{Kind, Node, Tree};

/// A mapping and its entries, as nodes of their keys and values.
pub(super) struct Mapping<'a> {
    pub(super) template: &'a str,
    pub(super) tree: &'a Tree<'a>,
    pub(super) node: &'a Node,
    pub(super) entries: &'a [(usize, usize)],
}

impl Mapping<'_> {
    /// The part that neighbouring entries take up. `None` where they cannot be taken out of the text.
    ///
    /// Not all entries of the mapping may go.
    pub(super) fn cut(&self, run: &RangeInclusive<usize>) -> Option<Span> {
        let key = self.key(*run.start())?;
        let end = self.value_end(*run.end())?;
        if key.decorated || !matches!(key.kind, Kind::Scalar(_)) {
            return None;
        }
        if self.node.kind == (Kind::Mapping { flow: true }) {
            self.cut_flow(run, key.span.start, end)
        } else {
            self.cut_block(run, key.span.start, end)
        }
    }

    fn cut_block(&self, run: &RangeInclusive<usize>, start: usize, end: usize) -> Option<Span> {
        let line = line_start(self.template, start);
        let prefix = self.text(line, start).trim_start_matches('\u{feff}');
        let end = self.with_comments(end, prefix.chars().count());
        if prefix.bytes().all(|byte| byte == b' ') {
            return Some(Span::new(start - prefix.len(), end));
        }
        // The first key of a list item stands behind its dash, and the next key takes that place.
        let next = self.key(run.end() + 1)?;
        if *run.start() != 0 || !prefix.bytes().all(|byte| matches!(byte, b' ' | b'-')) {
            return None;
        }
        if self.text(end, next.span.start).bytes().all(|byte| byte == b' ') {
            return Some(Span::new(start, next.span.start));
        }
        let removed = self.text(start, end);
        let kept = removed.len() - removed.trim_end_matches(['\n', '\r']).len();
        Some(Span::new(start - (prefix.len() - prefix.trim_end().len()), end - kept))
    }

    fn cut_flow(&self, run: &RangeInclusive<usize>, start: usize, end: usize) -> Option<Span> {
        let before = match run.start().checked_sub(1) {
            Some(before) => self.value_end(before)?,
            None => self.node.span.start + 1,
        };
        let gap = Gap::new(self.template, before, start);
        if gap.explicit {
            return None;
        }
        let last = self.key(run.end() + 1).is_none();
        let behind = Gap::new(self.template, end, self.template.len());
        let end = behind.comma.map_or(end, |comma| comma + 1);
        if last && !gap.comment {
            // The comma before it goes with it, and one behind it stays.
            return gap.comma.map(|comma| Span::new(comma, self.value_end(*run.end()).unwrap_or(end)));
        }
        let before = self.text(0, start).trim_end_matches(' ');
        if before.ends_with('\n')
            && let Some(rest) = rest_of_line(self.template, end)
        {
            return Some(Span::new(before.len(), rest));
        }
        let blanks = self.text(end, self.template.len());
        Some(Span::new(start, end + blanks.len() - blanks.trim_start_matches([' ', '\t']).len()))
    }

    /// The end of the line, and the comment lines behind it that are indented deeper than the key.
    fn with_comments(&self, end: usize, column: usize) -> usize {
        let mut end = if self.text(0, end).ends_with('\n') { end } else { line_end(self.template, end) };
        let mut at = end;
        while at < self.template.len() {
            let next = line_end(self.template, at);
            let line = self.text(at, next);
            let indent = line.len() - line.trim_start_matches(' ').len();
            at = next;
            match line.trim_start_matches([' ', '\t']).chars().next() {
                Some('#') if indent > column => end = at,
                None | Some('\n' | '\r') => {}
                Some(_) => break,
            }
        }
        end
    }

    fn key(&self, entry: usize) -> Option<&Node> {
        self.tree.nodes.get(self.entries.get(entry)?.0)
    }

    /// Where the value of an entry ends; blank lines behind a block scalar are no part of it, unless it keeps them.
    fn value_end(&self, entry: usize) -> Option<usize> {
        let mut node = self.tree.nodes.get(self.entries.get(entry)?.1)?;
        if matches!(node.kind, Kind::Sequence { flow: true } | Kind::Mapping { flow: true }) {
            return Some(node.span.end);
        }
        while let Some(last) = node.children.last().and_then(|last| self.tree.nodes.get(*last)) {
            node = last;
            if matches!(node.kind, Kind::Sequence { flow: true } | Kind::Mapping { flow: true }) {
                return Some(node.span.end);
            }
        }
        if !matches!(node.kind, Kind::Scalar(ScalarStyle::Literal | ScalarStyle::Folded)) {
            return Some(node.span.end);
        }
        let written = self.text(node.span.start, node.span.end);
        let kept = if self.tree.text(node).ends_with("\n\n") {
            written.trim_end_matches([' ', '\t'])
        } else {
            written.trim_end()
        };
        Some(node.span.start + kept.len())
    }

    fn text(&self, start: usize, end: usize) -> &str {
        self.template.get(start..end).unwrap_or_default()
    }
}

/// What stands between two nodes of a flow collection.
struct Gap {
    comma: Option<usize>,
    /// A comment stands behind the comma.
    comment: bool,
    /// A `?` says that a key follows.
    explicit: bool,
}

impl Gap {
    /// Reads from the end of a node up to its comma and the comments behind that, or to the next node.
    fn new(template: &str, start: usize, end: usize) -> Self {
        let mut gap = Self { comma: None, comment: false, explicit: false };
        let bytes = template.as_bytes();
        let mut at = start;
        while at < end {
            match bytes.get(at) {
                Some(b'#') => {
                    gap.comment = gap.comma.is_some();
                    at = line_end(template, at);
                    continue;
                }
                Some(b',') if gap.comma.is_none() => gap.comma = Some(at),
                Some(b'?') => gap.explicit = true,
                Some(b' ' | b'\t' | b'\r' | b'\n' | b':') => {}
                _ => break,
            }
            at += 1;
        }
        gap
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_break| line_break + 1)
}

/// Behind the line break of the line.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |line_break| at + line_break + 1)
}

/// The end of the line, if it holds nothing more but a comment.
fn rest_of_line(text: &str, at: usize) -> Option<usize> {
    let end = line_end(text, at);
    let rest = text.get(at..end)?.trim_start();
    (rest.is_empty() || rest.starts_with('#')).then_some(end)
}
