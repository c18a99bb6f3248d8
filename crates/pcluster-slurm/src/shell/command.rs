//! A command: what came before it, its variables, its words, and where it reads and writes.

use pcluster_config::location::Span;

use super::lexer::Lexer;
use super::raw::{Event, Part, RawAssignment, RawCommand, RawValue, RawWord};

/// What came before a command on its line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chain {
    /// Whether the command may not be run because of it.
    pub(super) conditional: bool,
    /// Whether it stands behind `&&` or `||`.
    pub(super) chained: bool,
    /// Whether the last command was a test.
    pub(super) after_test: bool,
}

/// Commands that set variables by their arguments.
const DECLARATIONS: &[&str] = &["export", "declare", "typeset", "local", "readonly"];

impl<'t> Lexer<'t> {
    /// A command with its words, up to what ends it.
    pub(super) fn command(&mut self, chain: &mut Chain, is_function: &mut bool) {
        let start = self.pos;
        let mut assignments = Vec::new();
        let mut words: Vec<RawWord<'t>> = Vec::new();
        let mut declares = false;
        loop {
            self.blanks();
            if (words.is_empty() || declares)
                && let Some(assignment) = self.assignment()
            {
                assignments.push(assignment);
                continue;
            }
            match self.peek() {
                Some(b'<' | b'>') if self.peek_at(1) != Some(b'(') => self.redirection(),
                Some(b'&') if self.looks_at("&>") => self.redirection(),
                Some(b'#') => {
                    self.comment();
                    break;
                }
                Some(b'(') if words.len() == 1 && assignments.is_empty() && self.empty_parentheses() => {
                    *is_function = true;
                    return;
                }
                _ => match self.word() {
                    // `2>file`: the number belongs to the redirection.
                    Some(word) if matches!(self.peek(), Some(b'<' | b'>')) && self.is_number(&word) => {}
                    Some(word) => {
                        let first = words.is_empty();
                        declares |=
                            first && DECLARATIONS.contains(&self.slice(word.span.start, word.span.end));
                        words.push(word);
                    }
                    None => break,
                },
            }
        }
        if self.pos == start {
            // Nothing that could be read begins here.
            self.pos += self.slice(start, self.end).chars().next().map_or(1, char::len_utf8);
            return;
        }
        let program = words.first().map_or("", |word| self.slice(word.span.start, word.span.end));
        chain.after_test = matches!(program, "[" | "test");
        let background = self.peek() == Some(b'&') && !matches!(self.peek_at(1), Some(b'&' | b'>'));
        let Chain { conditional, chained, .. } = *chain;
        self.events.push(Event::Command(RawCommand { assignments, words, conditional, chained, background }));
    }

    fn is_number(&self, word: &RawWord<'t>) -> bool {
        self.slice(word.span.start, word.span.end).bytes().all(|byte| byte.is_ascii_digit())
    }

    /// `NAME=`, `NAME+=` or `NAME[...]=` and the value.
    fn assignment(&mut self) -> Option<RawAssignment<'t>> {
        let start = self.pos;
        if !self.peek().is_some_and(|byte| byte == b'_' || byte.is_ascii_alphabetic()) {
            return None;
        }
        let name = self.name();
        let mut is_item = false;
        if self.peek() == Some(b'[') {
            let rest = self.slice(self.pos, self.end);
            // An item's index is short; a glob is no assignment.
            let close = rest.bytes().take(256).position(|byte| byte == b']');
            let after = close.and_then(|close| rest.as_bytes().get(close + 1));
            let (Some(close), Some(b'=' | b'+')) = (close, after) else {
                self.pos = start;
                return None;
            };
            self.pos += close + 1;
            is_item = true;
        }
        let append = self.looks_at("+=");
        if !append && self.peek() != Some(b'=') {
            self.pos = start;
            return None;
        }
        self.pos += if append { 2 } else { 1 };
        let value = if self.peek() == Some(b'(') {
            self.pos += 1;
            RawValue::Array(self.array())
        } else {
            let at = self.pos;
            let word = self.word().unwrap_or(RawWord { span: Span::at(at), parts: Vec::new() });
            RawValue::One(word)
        };
        let value = if is_item { RawValue::Unknown } else { value };
        Some(RawAssignment { name, span: Span::new(start, self.pos), value, append })
    }

    /// The items of an array; it is behind the opening parenthesis.
    fn array(&mut self) -> Vec<RawWord<'t>> {
        let mut items = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                None => return items,
                Some(b'\n') => self.newline(),
                Some(b'#') => self.comment(),
                Some(b')') => {
                    self.pos += 1;
                    return items;
                }
                Some(_) => match self.word() {
                    Some(item) => items.push(item),
                    None => self.pos += 1,
                },
            }
        }
    }

    /// `> file`, `2>&1`, `<<EOF`, `<<< word`; it is at its sign.
    pub(super) fn redirection(&mut self) {
        if self.looks_at("<<<") {
            self.pos += 3;
        } else if self.looks_at("<<") {
            self.pos += 2;
            let tabs = self.peek() == Some(b'-');
            self.pos += usize::from(tabs);
            self.blanks();
            if let Some(word) = self.word() {
                self.documents.push((delimiter(&word, self.text), tabs));
            }
            return;
        } else {
            while matches!(self.peek(), Some(b'<' | b'>' | b'&' | b'|')) {
                self.pos += 1;
            }
        }
        self.blanks();
        self.word();
    }

    pub(super) fn empty_parentheses(&mut self) -> bool {
        if self.peek() != Some(b'(') {
            return false;
        }
        let rest = self.slice(self.pos + 1, self.end);
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let is_empty = self.peek_at(1 + blanks) == Some(b')');
        if is_empty {
            self.pos += blanks + 2;
        }
        is_empty
    }
}

/// The word that ends a here-document, without its quotes.
fn delimiter(word: &RawWord<'_>, text: &str) -> String {
    let mut delimiter = String::new();
    for part in &word.parts {
        match part {
            Part::Text { text, .. } => delimiter.push_str(text),
            Part::Escape { text, .. } => delimiter.push_str(text),
            Part::Variable { span, .. } | Part::Default { span, .. } | Part::Unknown { span, .. } => {
                delimiter.push_str(text.get(span.start..span.end).unwrap_or_default());
            }
        }
    }
    delimiter
}
