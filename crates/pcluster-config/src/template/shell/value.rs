//! The value of an assignment, read as a shell reads it, as far as that needs no shell.

use crate::location::Span;

use super::super::placeholder::name_length;
use super::super::rule;
use super::super::variables::{Lookup, Variables};
use super::Reader;

/// How deep quotes and defaults may be nested.
const MAX_DEPTH: usize = 16;

/// Where a text stands, which says how its characters count and where it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Outside quotes, up to a blank.
    Word,
    /// In double quotes.
    Double,
    /// A default outside quotes, up to the brace.
    Default,
    /// A default in double quotes.
    DoubleDefault,
}

impl Place {
    fn is_quoted(self) -> bool {
        matches!(self, Self::Double | Self::DoubleDefault)
    }
}

impl Reader<'_, '_> {
    /// Reads the value behind `NAME=`; `None` when it could not be read, which has been reported.
    pub(super) fn value(&mut self) -> Option<String> {
        self.lost = false;
        if self.cursor.starts_with("(") {
            let start = self.cursor.at();
            self.skip_group(false);
            self.needs_shell(start, "An array is no value", "give the variable one text, in quotes");
            return None;
        }
        let start = self.cursor.at();
        let text = self.text(Place::Word, start, 0);
        (!self.lost).then_some(text)
    }

    /// Reads up to the end of the place; `start` is where it was opened.
    fn text(&mut self, place: Place, start: usize, depth: usize) -> String {
        let mut text = String::new();
        // Whether a `~` here would be somebody's home.
        let mut home = !place.is_quoted();
        while let Some(next) = self.cursor.peek() {
            if self.stopped {
                return text;
            }
            let colon = next == ':' && place == Place::Word;
            match next {
                ' ' | '\t' | ';' | '&' | '|' | '<' | '>' | '(' | ')' if place == Place::Word => return text,
                _ if place == Place::Word && self.cursor.at_newline() => return text,
                '"' if place == Place::Double => {
                    self.cursor.bump();
                    return text;
                }
                '}' if matches!(place, Place::Default | Place::DoubleDefault) => {
                    self.cursor.bump();
                    return text;
                }
                '\'' if !place.is_quoted() => self.single(&mut text),
                '"' => {
                    let quote = self.cursor.at();
                    if depth < MAX_DEPTH {
                        self.cursor.bump();
                        let inner = self.text(Place::Double, quote, depth + 1);
                        self.push(&mut text, &inner, quote);
                    } else {
                        self.skip_group(false);
                        self.too_deep(quote);
                    }
                }
                '\\' if self.escape(place, &mut text) => continue,
                '\\' => {}
                '`' => {
                    let start = self.cursor.at();
                    self.skip_group(false);
                    self.command_substitution(start);
                }
                '$' => self.dollar(place, depth, &mut text),
                '<' | '>'
                    if place == Place::Default
                        && self.cursor.rest().get(1..).is_some_and(|next| next.starts_with('(')) =>
                {
                    let start = self.cursor.at();
                    self.cursor.bump();
                    self.skip_group(false);
                    self.command_substitution(start);
                }
                '~' if home => {
                    let start = self.cursor.at();
                    self.cursor.bump();
                    self.needs_shell(
                        start,
                        "`~` stands for a home folder here",
                        "write the folder in full, or quote it",
                    );
                }
                '{' if place == Place::Word => {
                    let start = self.cursor.at();
                    self.cursor.bump();
                    self.needs_shell(
                        start,
                        "A shell may expand this brace",
                        "put the value in single quotes",
                    );
                }
                _ => text.extend(self.cursor.bump()),
            }
            home = colon;
        }
        if place != Place::Word {
            self.unterminated(start);
        }
        text
    }

    fn single(&mut self, text: &mut String) {
        let start = self.cursor.at();
        self.cursor.bump();
        while let Some(next) = self.cursor.bump() {
            if next == '\'' {
                return;
            }
            text.push(next);
        }
        self.unterminated(start);
    }

    /// Reads a backslash and what it escapes; whether that is a line break, which counts as nothing at all.
    fn escape(&mut self, place: Place, text: &mut String) -> bool {
        self.cursor.bump();
        if self.cursor.at_newline() {
            self.cursor.bump();
            return true;
        }
        let escaped = match self.cursor.peek() {
            None => {
                self.unterminated(self.cursor.at().saturating_sub(1));
                return false;
            }
            Some('$' | '`' | '"' | '\\') => true,
            Some('}') => place != Place::Double,
            Some(_) => !place.is_quoted(),
        };
        if escaped {
            text.extend(self.cursor.bump());
        } else {
            text.push('\\');
        }
        false
    }

    /// Reads what begins with `$`.
    fn dollar(&mut self, place: Place, depth: usize, text: &mut String) {
        let start = self.cursor.at();
        self.cursor.bump();
        let (name, after) = self.cursor.rest().split_at(name_length(self.cursor.rest()));
        match self.cursor.peek() {
            // A shell joins the lines first, and may find another name then.
            _ if after.starts_with("\\\n") || after.starts_with("\\\r\n") => {
                self.cursor.advance(name.len());
                self.needs_shell(start, "A name goes on in the next line", "write it on one line");
            }
            _ if !name.is_empty() => {
                self.cursor.advance(name.len());
                self.reference(name, start, text);
            }
            Some('(') => {
                let arithmetic = self.cursor.starts_with("((");
                self.skip_group(place.is_quoted());
                if arithmetic {
                    self.needs_shell(start, "Only a shell can calculate this", "write the result instead");
                } else {
                    self.command_substitution(start);
                }
            }
            Some('{') => self.braced(place, start, depth, text),
            Some('\'') if !place.is_quoted() => {
                self.skip_ansi(start);
                self.needs_shell(start, "`$'...'` is not read here", "use single or double quotes");
            }
            Some('"') if !place.is_quoted() => {
                self.skip_group(false);
                self.needs_shell(start, "`$\"...\"` is not read here", "use single or double quotes");
            }
            Some(special) if special.is_ascii_digit() || "@*#?-$![".contains(special) => {
                self.cursor.bump();
                let help = "write the value instead, or quote the `$` with a backslash";
                self.needs_shell(start, "Only a shell knows what this is", help);
                // Shells do not agree with themselves on which brace ends the default then.
                self.stopped |= matches!(place, Place::Default | Place::DoubleDefault)
                    && special == '$'
                    && self.cursor.starts_with("{");
            }
            _ => text.push('$'),
        }
    }

    fn braced(&mut self, place: Place, start: usize, depth: usize, text: &mut String) {
        let inside = self.cursor.rest().get(1..).unwrap_or_default();
        let (name, after) = inside.split_at(name_length(inside));
        if !name.is_empty() && after.starts_with('}') {
            self.cursor.advance(name.len() + 2);
            self.reference(name, start, text);
        } else if name.is_empty() || !after.starts_with(":-") {
            self.skip_group(place.is_quoted());
            let help = "write `${NAME}` or `${NAME:-default}`";
            self.needs_shell(start, "Only a shell can work this out", help);
        } else if depth >= MAX_DEPTH {
            self.skip_group(place.is_quoted());
            self.too_deep(start);
        } else {
            self.cursor.advance(name.len() + 3);
            let inner = if place.is_quoted() { Place::DoubleDefault } else { Place::Default };
            let (reported, lost) = (self.diagnostics.len(), self.lost);
            let default = self.text(inner, start, depth + 1);
            let empty = match self.variables.lookup(name) {
                Lookup::Value(variable) => variable.value().is_empty(),
                Lookup::Unreadable(_) => false,
                Lookup::Unset => true,
            };
            if empty {
                self.variables.reference(name);
                self.push(text, &default, start);
                return;
            }
            if !self.stopped {
                // A shell does not look at a default that it does not need.
                self.diagnostics.truncate(reported);
                self.lost = lost;
            }
            self.reference(name, start, text);
        }
    }

    fn reference(&mut self, name: &str, start: usize, text: &mut String) {
        self.variables.reference(name);
        match self.variables.lookup(name) {
            Lookup::Value(variable) if Variables::fits(text.len() + variable.value().len()) => {
                text.push_str(variable.value());
            }
            Lookup::Value(_) => self.too_large(start),
            // Reported where it is set.
            Lookup::Unreadable(_) => self.lost = true,
            Lookup::Unset => {
                let help =
                    "set it in this file or an earlier one, or with `--set`; the environment is not read";
                let problem = format!("`{name}` is not set before it is used");
                self.report(rule::UNSET_REFERENCE, Span::new(start, self.cursor.at()), problem, help);
            }
        }
    }

    fn push(&mut self, text: &mut String, more: &str, start: usize) {
        if Variables::fits(text.len() + more.len()) {
            text.push_str(more);
        } else {
            self.too_large(start);
        }
    }

    fn command_substitution(&mut self, start: usize) {
        let help = "no command is run here: write its result, or set the variable with `--set`";
        self.needs_shell(start, "Only a shell can run this command", help);
    }

    fn too_deep(&mut self, start: usize) {
        self.needs_shell(start, "Quotes and defaults are nested too deeply", "write the value itself");
    }

    pub(super) fn too_large(&mut self, start: usize) {
        let help = "a value has at most 128 KiB, all of them together 16 MiB";
        let span = Span::new(start, self.cursor.at());
        self.report(rule::VARIABLES_TOO_LARGE, span, "The value is too large", help);
    }
}
