//! Commands, and what they stand in.
//!
//! No tree is made: a script is a list of events, and a keyword without its partner is passed over. What ends where is all
//! that matters here.

use pcluster_config::location::Span;

use super::MAX_DEPTH;
use super::lexer::Lexer;
use super::raw::{Event, Part, RawAssignment, RawCommand, RawValue, RawWord, Scope};

/// A compound command that is not closed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
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

/// What came before a command on its line.
#[derive(Clone, Copy, Debug, Default)]
struct Chain {
    /// Whether the command may not be run because of it.
    conditional: bool,
    /// Whether it stands behind `&&` or `||`.
    chained: bool,
    /// Whether the last command was a test.
    after_test: bool,
}

/// Commands that set variables by their arguments.
const DECLARATIONS: &[&str] = &["export", "declare", "typeset", "local", "readonly"];

impl<'t> Lexer<'t> {
    /// Reads commands up to what closes them: `)` and "`" for substitutions, else the end.
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

    fn enter(&mut self, open: &mut Vec<Open>, what: Open, scope: Scope, chain: Chain) {
        // One event has to say both that variables are lost and that it may not be run.
        if chain.chained {
            self.events.push(Event::Enter(if chain.conditional { Scope::Branch } else { Scope::Chain }));
        } else {
            self.events.push(Event::Enter(Scope::Group));
        }
        self.events.push(Event::Enter(scope));
        open.push(what);
    }

    fn leave(&mut self, what: Open) {
        if matches!(what, Open::If { in_branch: true } | Open::Case { in_branch: true }) {
            self.events.push(Event::Leave);
        }
        self.events.push(Event::Leave);
        self.events.push(Event::Leave);
    }

    /// Closes the last of what is open that fits, with all that stands in it.
    fn close(&mut self, open: &mut Vec<Open>, fits: impl Fn(Open) -> bool) {
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

    /// `;;`, `;&` or `;;&`; it is behind the first character.
    fn end_of_branch(&mut self, open: &mut Vec<Open>) {
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
    fn pattern(&mut self, open: &mut Vec<Open>) {
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

    /// `NAME in words`, or `((...))`.
    fn for_head(&mut self) {
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
    fn test(&mut self) {
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

    fn empty_parentheses(&mut self) -> bool {
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

    /// A command with its words, up to what ends it.
    fn command(&mut self, chain: &mut Chain, is_function: &mut bool) {
        let start = self.pos;
        let mut assignments = Vec::new();
        let mut words: Vec<RawWord<'t>> = Vec::new();
        let mut declares = false;
        loop {
            self.blanks();
            if words.is_empty() || declares {
                if let Some(assignment) = self.assignment() {
                    assignments.push(assignment);
                    continue;
                }
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
            match (close, after) {
                (Some(close), Some(b'=' | b'+')) => {
                    self.pos += close + 1;
                    is_item = true;
                }
                _ => {
                    self.pos = start;
                    return None;
                }
            }
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
    fn redirection(&mut self) {
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
