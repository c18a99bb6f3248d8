//! Characters: what is at a place, and what is passed over.

use pcluster_config::location::Span;

use super::raw::Event;
use super::{Comment, MAX_DEPTH};

/// Reads a script from left to right, never back.
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) pos: usize,
    /// Where reading ends: the end of the text, or of what a backtick began.
    pub(super) end: usize,
    /// Substitutions and subshells around the place.
    pub(super) depth: usize,
    pub(super) events: Vec<Event<'t>>,
    pub(super) comments: Vec<Comment>,
    /// Here-documents that begin at the next line: the word that ends them, and whether tabs in front of it do not count.
    pub(super) documents: Vec<(String, bool)>,
}

impl<'t> Lexer<'t> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<u8> {
        let at = self.pos + ahead;
        self.text.as_bytes().get(at).copied().filter(|_| at < self.end)
    }

    pub(super) fn looks_at(&self, what: &str) -> bool {
        self.text.get(self.pos..self.end).is_some_and(|rest| rest.starts_with(what))
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Passes over blanks and continued lines.
    pub(super) fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r') => self.pos += 1,
                Some(b'\\') if self.peek_at(1) == Some(b'\n') => self.pos += 2,
                Some(b'\\') if self.looks_at("\\\r\n") => self.pos += 3,
                _ => return,
            }
        }
    }

    /// Passes over a comment; it is at its `#`.
    pub(super) fn comment(&mut self) {
        let start = self.pos;
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.pos += 1;
        }
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let is_alone = before.get(line..).is_some_and(|before| before.trim().is_empty());
        self.comments.push(Comment { span: Span::new(start, self.pos), is_alone });
    }

    /// Passes over the end of a line and the here-documents that begin there.
    pub(super) fn newline(&mut self) {
        self.pos += 1;
        for (word, tabs) in std::mem::take(&mut self.documents) {
            while self.pos < self.end {
                let rest = self.slice(self.pos, self.end);
                let line = rest.split_inclusive('\n').next().unwrap_or_default();
                self.pos += line.len();
                let line = line.trim_end_matches(['\n', '\r']);
                if word == if tabs { line.trim_start_matches('\t') } else { line } {
                    break;
                }
            }
        }
    }

    /// What stands between `$(` and `)`; it is behind the parenthesis.
    pub(super) fn substitution(&mut self) {
        if self.peek() == Some(b'(') && self.is_arithmetic() {
            self.pos += 1;
            self.balanced();
            self.pos = (self.pos + 1).min(self.end);
            return;
        }
        self.nested(Some(b')'));
    }

    /// Whether `((` is closed by `))`, so that it counts and does not run anything. It is between the two.
    pub(super) fn is_arithmetic(&self) -> bool {
        let mut depth = 0_usize;
        let rest = self.text.as_bytes().get(self.pos..self.end).unwrap_or_default();
        for (index, byte) in rest.iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => return rest.get(index + 1) == Some(&b')'),
                b')' => depth -= 1,
                // No arithmetic is that long; without an end the text would be read again and again.
                _ if index > 4096 => return false,
                _ => {}
            }
        }
        false
    }

    /// Passes over everything up to the closing parenthesis; it is behind the opening one.
    pub(super) fn balanced(&mut self) {
        let mut depth = 1_usize;
        while let Some(byte) = self.peek() {
            self.pos += 1;
            match byte {
                b'\\' => self.pos = (self.pos + 1).min(self.end),
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads commands in a substitution. What is nested too deeply is not read at all, and neither is what follows.
    pub(super) fn nested(&mut self, close: Option<u8>) {
        if self.depth >= MAX_DEPTH {
            self.pos = self.end;
            return;
        }
        self.depth += 1;
        let documents = std::mem::take(&mut self.documents);
        self.events.push(Event::Enter(super::raw::Scope::Substitution));
        self.commands(close);
        self.events.push(Event::Leave);
        self.documents = documents;
        self.depth -= 1;
    }
}
