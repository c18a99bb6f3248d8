//! Compound commands: what they are made of, and what ends where.

use super::command::Chain;
use super::lexer::Lexer;
use super::raw::{Event, Scope};

/// A compound command that is not closed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// `if`; whether a branch of it is entered.
    If { in_branch: bool },
    /// `for`, `while`, `until`, `select`
    Loop,
    /// `case`; whether a branch of it is entered, else a pattern is next.
    Case { in_branch: bool },
    /// `{`
    Brace,
    /// `(`
    Parenthesis,
}

impl Lexer<'_> {
    pub(super) fn enter(&mut self, open: &mut Vec<Open>, what: Open, scope: Scope, chain: Chain) {
        // One event has to say both that variables are lost and that it may not be run.
        if chain.chained {
            self.events.push(Event::Enter(if chain.conditional { Scope::Branch } else { Scope::Chain }));
        } else {
            self.events.push(Event::Enter(Scope::Group));
        }
        self.events.push(Event::Enter(scope));
        open.push(what);
    }

    pub(super) fn leave(&mut self, what: Open) {
        if matches!(what, Open::If { in_branch: true } | Open::Case { in_branch: true }) {
            self.events.push(Event::Leave);
        }
        self.events.push(Event::Leave);
        self.events.push(Event::Leave);
    }

    /// Closes the last of what is open that fits, with all that stands in it.
    pub(super) fn close(&mut self, open: &mut Vec<Open>, fits: impl Fn(Open) -> bool) {
        if !open.iter().any(|open| fits(*open)) {
            return;
        }
        while let Some(last) = open.pop() {
            self.leave(last);
            if fits(last) {
                break;
            }
        }
        self.after_compound();
    }

    /// A compound command that goes on in the background takes everything in it along.
    fn after_compound(&mut self) {
        self.blanks();
        while matches!(self.peek(), Some(b'<' | b'>')) {
            self.redirection();
            self.blanks();
        }
        if self.peek() != Some(b'&') || matches!(self.peek_at(1), Some(b'&' | b'>')) {
            return;
        }
        let mut depth = 0_usize;
        for event in self.events.iter_mut().rev() {
            match event {
                Event::Leave => depth += 1,
                Event::Enter(_) => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                Event::Command(command) => command.background = true,
                Event::Sets(_) => {}
            }
        }
    }

    /// `;;`, `;&` or `;;&`; it is behind the first character.
    pub(super) fn end_of_branch(&mut self, open: &mut Vec<Open>) {
        while matches!(self.peek(), Some(b';' | b'&')) {
            self.pos += 1;
        }
        let Some(depth) = open.iter().rposition(|open| *open == Open::Case { in_branch: true }) else {
            return;
        };
        while open.len() > depth + 1 {
            if let Some(last) = open.pop() {
                self.leave(last);
            }
        }
        if let Some(last) = open.last_mut() {
            *last = Open::Case { in_branch: false };
        }
        self.events.push(Event::Leave);
    }

    /// The pattern of a branch of `case`, or its end.
    pub(super) fn pattern(&mut self, open: &mut Vec<Open>) {
        if self.peek() == Some(b'(') {
            self.pos += 1;
            self.blanks();
        }
        let before = self.pos;
        let word = self.word();
        if word.is_some_and(|word| self.slice(word.span.start, word.span.end) == "esac") {
            self.close(open, |open| open == Open::Case { in_branch: false });
            return;
        }
        loop {
            self.blanks();
            match self.peek() {
                Some(b')') => {
                    self.pos += 1;
                    break;
                }
                None | Some(b'\n') => break,
                Some(_) => {
                    if self.word().is_none() {
                        self.pos += 1;
                    }
                }
            }
        }
        if self.pos == before {
            self.pos += 1;
        }
        if let Some(last) = open.last_mut() {
            *last = Open::Case { in_branch: true };
        }
        self.events.push(Event::Enter(Scope::Branch));
    }

    /// `NAME in words`, or `((...))`.
    pub(super) fn for_head(&mut self) {
        self.blanks();
        if self.looks_at("((") {
            self.pos += 1;
            self.balanced();
            return;
        }
        let name = self.name();
        if !name.is_empty() {
            self.events.push(Event::Sets(name));
        }
        loop {
            self.blanks();
            match self.peek() {
                None | Some(b'\n' | b';') => return,
                Some(_) => {
                    if self.word().is_none() {
                        self.pos += 1;
                    }
                }
            }
        }
    }

    /// What stands between `[[` and `]]`.
    pub(super) fn test(&mut self) {
        loop {
            self.blanks();
            match self.peek() {
                None => return,
                Some(b'\n') => self.newline(),
                Some(_) => match self.word() {
                    Some(word) if self.slice(word.span.start, word.span.end) == "]]" => return,
                    Some(_) => {}
                    None => self.pos += 1,
                },
            }
        }
    }
}
