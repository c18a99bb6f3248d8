//! Commands, and what they stand in.
//!
//! No tree is made: a script is a list of events, and a keyword without its partner is passed over. What ends where is all
//! that matters here.

use super::MAX_DEPTH;
use super::command::Chain;
use super::compound::Open;
use super::lexer::Lexer;
use super::raw::{Event, Scope};

impl<'t> Lexer<'t> {
    /// Reads commands up to what closes them: a parenthesis or a backtick for substitutions, else the end.
    pub(super) fn commands(&mut self, close: Option<u8>) {
        let mut open: Vec<Open> = Vec::new();
        let mut chain = Chain::default();
        let mut is_function = false;
        loop {
            self.blanks();
            let Some(byte) = self.peek() else { break };
            match byte {
                b'\n' => {
                    self.newline();
                    chain = Chain::default();
                }
                b'#' => self.comment(),
                b';' => {
                    self.pos += 1;
                    chain = Chain::default();
                    if matches!(self.peek(), Some(b';' | b'&')) {
                        self.end_of_branch(&mut open);
                    }
                }
                b'&' | b'|' => self.operator(&mut chain),
                b')' => {
                    if matches!(open.last(), Some(Open::Parenthesis)) || open.contains(&Open::Parenthesis) {
                        self.pos += 1;
                        self.close(&mut open, |open| open == Open::Parenthesis);
                    } else if close == Some(b')') {
                        self.pos += 1;
                        break;
                    } else {
                        self.pos += 1;
                    }
                }
                _ if matches!(open.last(), Some(Open::Case { in_branch: false })) => self.pattern(&mut open),
                b'(' => {
                    self.pos += 1;
                    if self.peek() == Some(b'(') && self.is_arithmetic() {
                        self.pos += 1;
                        self.balanced();
                        self.pos = (self.pos + 1).min(self.end);
                        chain.after_test = true;
                    } else {
                        let scope = if is_function { Scope::Function } else { Scope::Subshell };
                        self.enter(&mut open, Open::Parenthesis, scope, chain);
                        is_function = false;
                        chain = Chain::default();
                    }
                }
                b'<' | b'>' => self.redirection(),
                _ => self.word_at_start(&mut open, &mut chain, &mut is_function),
            }
            if open.len() > MAX_DEPTH {
                self.pos = self.end;
            }
        }
        // What is not closed ends here.
        while let Some(last) = open.pop() {
            self.leave(last);
        }
    }

    fn operator(&mut self, chain: &mut Chain) {
        if self.looks_at("&&") {
            self.pos += 2;
            chain.conditional |= chain.after_test;
            chain.chained = true;
        } else if self.looks_at("||") {
            self.pos += 2;
            chain.conditional = true;
            chain.chained = true;
        } else if self.looks_at("&>") {
            self.redirection();
        } else if self.peek() == Some(b'|') {
            self.pos += if self.looks_at("|&") { 2 } else { 1 };
        } else {
            self.pos += 1;
            *chain = Chain::default();
        }
    }

    /// A keyword, or a command.
    fn word_at_start(&mut self, open: &mut Vec<Open>, chain: &mut Chain, is_function: &mut bool) {
        let start = self.pos;
        let keyword = self.keyword();
        self.pos = start + keyword.len();
        match keyword {
            "if" => self.enter(open, Open::If { in_branch: false }, Scope::Group, *chain),
            "then" | "else" | "elif" => {
                if let Some(depth) = open.iter().rposition(|open| matches!(open, Open::If { .. })) {
                    while open.len() > depth + 1 {
                        if let Some(last) = open.pop() {
                            self.leave(last);
                        }
                    }
                    // What `elif` tests is only tested when the first test fails.
                    let stays = keyword == "then" && open.last() == Some(&Open::If { in_branch: true });
                    if let Some(Open::If { in_branch }) = open.last_mut().filter(|_| !stays) {
                        if std::mem::replace(in_branch, true) {
                            self.events.push(Event::Leave);
                        }
                        self.events.push(Event::Enter(Scope::Branch));
                    }
                }
            }
            "fi" => return self.close(open, |open| matches!(open, Open::If { .. })),
            "for" | "select" => {
                self.enter(open, Open::Loop, Scope::Loop, *chain);
                self.for_head();
            }
            "while" | "until" => self.enter(open, Open::Loop, Scope::Loop, *chain),
            "do" | "!" | "time" | "coproc" => return,
            "done" => return self.close(open, |open| open == Open::Loop),
            "case" => {
                self.blanks();
                self.word();
                self.blanks();
                while self.peek() == Some(b'\n') {
                    self.newline();
                    self.blanks();
                }
                if self.keyword() == "in" {
                    self.pos += 2;
                    self.enter(open, Open::Case { in_branch: false }, Scope::Group, *chain);
                }
            }
            "esac" => return self.close(open, |open| matches!(open, Open::Case { .. })),
            "{" => {
                let scope = if std::mem::take(is_function) { Scope::Function } else { Scope::Group };
                self.enter(open, Open::Brace, scope, *chain);
            }
            "}" => return self.close(open, |open| open == Open::Brace),
            "function" => {
                self.blanks();
                self.word();
                self.blanks();
                self.empty_parentheses();
                *is_function = true;
                return;
            }
            "[[" => {
                self.test();
                chain.after_test = true;
                return;
            }
            _ => {
                self.pos = start;
                return self.command(chain, is_function);
            }
        }
        *chain = Chain::default();
    }

    /// The plain word at this place, if it is one that bash could take for a keyword.
    fn keyword(&self) -> &'t str {
        let rest = self.slice(self.pos, self.end);
        let is_end = |byte: &u8| {
            matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'(' | b')' | b'<' | b'>')
        };
        // The longest keyword has eight letters.
        let end = rest.bytes().take(10).position(|byte| is_end(&byte)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }
}
