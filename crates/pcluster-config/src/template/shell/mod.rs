//! Reading a file of `export NAME=value` lines without a shell.

mod cursor;
mod skip;
mod value;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{Path, Span};

use super::layout::{Findings, Place};
use super::placeholder::name_length;
use super::rule;
use super::variables::{Lookup, Origin, Variables};
use cursor::Cursor;

const ONLY_ASSIGNMENTS: &str =
    "only `NAME=value` and `export NAME=value` are read, and nothing is run; quote a value that has blanks";

/// Reads the assignments of a shell file and reports everything else.
pub(super) fn read(variables: &mut Variables, file: &Arc<str>, text: &str) -> Findings {
    let mut reader = Reader {
        cursor: Cursor::new(text),
        variables,
        file,
        diagnostics: Vec::new(),
        places: Vec::new(),
        here_documents: Vec::new(),
        stopped: false,
        lost: false,
    };
    reader.commands();
    Findings {
        places: reader.places,
        is_closed: !reader.stopped,
        braces: None,
        diagnostics: reader.diagnostics,
    }
}

struct Reader<'t, 'v> {
    cursor: Cursor<'t>,
    variables: &'v mut Variables,
    file: &'v Arc<str>,
    diagnostics: Vec<Diagnostic>,
    /// Every assignment of a command that holds nothing else.
    places: Vec<Place>,
    /// The words that end the inputs of commands, and whether tabs may stand before them.
    here_documents: Vec<(String, bool)>,
    /// Something is not closed: nobody knows what the rest means.
    stopped: bool,
    /// The value that is being read could not be.
    lost: bool,
}

/// What the words of a command have shown so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Command {
    Unknown,
    Assignments,
    Export,
}

/// A name that a command sets.
struct Assignment<'t> {
    name: &'t str,
    value: Option<String>,
    start: usize,
    line: usize,
}

impl<'t> Reader<'t, '_> {
    fn commands(&mut self) {
        while !self.stopped {
            self.cursor.skip_blanks();
            match self.cursor.peek() {
                None => return,
                _ if self.cursor.at_newline() => self.end_line(),
                Some('#') => self.cursor.skip_line(),
                Some(';') => {
                    let start = self.cursor.at();
                    self.cursor.bump();
                    self.needs_shell(start, "There is no command before this", ONLY_ASSIGNMENTS);
                }
                Some(_) => {
                    self.command();
                    if self.cursor.starts_with(";") {
                        self.cursor.bump();
                    }
                }
            }
        }
    }

    fn command(&mut self) {
        let mut kind = Command::Unknown;
        // `export A=1 B=$A` does not see its own `A`: the values are put in when all of them are read.
        let mut exported: Vec<Assignment<'t>> = Vec::new();
        let mut names: Vec<Place> = Vec::new();
        loop {
            self.cursor.skip_blanks();
            let start = self.cursor.at();
            let line = self.cursor.line();
            if self.stopped
                || self.cursor.at_end()
                || self.cursor.starts_with(";")
                || self.cursor.starts_with("#")
            {
                break;
            }
            if kind != Command::Unknown && self.cursor.starts_with("&&") {
                self.cursor.advance(2);
                self.skip_lines();
                if self.cursor.at_end() || self.cursor.starts_with(";") {
                    self.needs_shell(start, "There is no command behind this", ONLY_ASSIGNMENTS);
                }
                break;
            }
            let rest = self.cursor.rest();
            let (name, after) = rest.split_at(name_length(rest));
            let bare = self.cursor.bare_word();
            if !name.is_empty() && after.starts_with('=') {
                self.cursor.advance(name.len() + 1);
                let value = self.cursor.at();
                let assignment = Assignment { name, value: self.value(), start, line };
                names.push(Place {
                    name: name.to_owned(),
                    key: Span::new(start, start + name.len()),
                    value: Span::new(value, self.cursor.at()),
                    line,
                });
                if kind == Command::Export {
                    exported.push(assignment);
                } else {
                    kind = Command::Assignments;
                    self.assign(assignment);
                }
            } else if kind == Command::Unknown && name == "export" && !after.starts_with('\\') && name == bare
            {
                kind = Command::Export;
                self.cursor.advance("export".len());
            } else if kind == Command::Export && !name.is_empty() && name == bare {
                self.cursor.advance(name.len());
                self.export(name, start);
            } else {
                exported.clear();
                for place in names {
                    self.variables.lose(&place.name, self.origin(place.line));
                }
                match kind {
                    Command::Unknown => self.other(start),
                    _ => self.not_an_assignment(start),
                }
                return;
            }
        }
        for assignment in exported {
            self.assign(assignment);
        }
        self.places.append(&mut names);
    }

    fn origin(&self, line: usize) -> Origin {
        Origin::File { name: Arc::clone(self.file), line }
    }

    fn assign(&mut self, assignment: Assignment<'_>) {
        let origin = self.origin(assignment.line);
        match assignment.value {
            None => self.variables.lose(assignment.name, origin),
            Some(value) => {
                if !self.variables.assign(assignment.name, &value, origin) {
                    self.too_large(assignment.start);
                }
            }
        }
    }

    /// `export NAME` without a value.
    fn export(&mut self, name: &str, start: usize) {
        self.variables.reference(name);
        if matches!(self.variables.lookup(name), Lookup::Unset) {
            let help = "give it a value; the environment is not read. A value that has blanks needs quotes";
            let span = Span::new(start, self.cursor.at());
            self.report(rule::UNSET_REFERENCE, span, "A variable is exported that is not set before", help);
        }
    }

    /// Something that is no assignment stands among assignments.
    fn not_an_assignment(&mut self, start: usize) {
        self.skip_command(";");
        self.needs_shell(start, "Something else than an assignment stands here", ONLY_ASSIGNMENTS);
    }

    /// A command that does not begin with an assignment.
    fn other(&mut self, start: usize) {
        let word = self.cursor.bare_word();
        let after = self.cursor.rest().get(word.len()..).unwrap_or_default();
        match word {
            "if" | "for" | "while" | "until" | "case" | "select" | "{" => {
                self.skip_compound();
                self.needs_shell(start, "Only a shell can decide what happens here", ONLY_ASSIGNMENTS);
            }
            "function" => {
                self.cursor.advance(word.len());
                self.cursor.skip_blanks();
                self.cursor.advance(self.cursor.bare_word().len());
                self.function(start);
            }
            "" if after.starts_with('(') => {
                self.skip_group(false);
                self.skip_command(";");
                self.needs_shell(start, "Only a shell can run this command", ONLY_ASSIGNMENTS);
            }
            "echo" | "set" => self.harmless(word, start),
            _ if after.starts_with('(') => {
                self.cursor.advance(word.len());
                self.function(start);
            }
            _ => {
                let blanks = after.trim_start_matches([' ', '\t']).starts_with('=');
                let help = match word {
                    _ if blanks => "write `NAME=value` without blanks around `=`",
                    "declare" | "typeset" | "readonly" | "local" => "write `export NAME=value`",
                    "source" | "." => "give that file as a variables file of its own, before this one",
                    "unset" => "leave the variable out",
                    _ if word.contains("+=") => "write the whole value at once",
                    _ => ONLY_ASSIGNMENTS,
                };
                self.skip_command(";");
                self.needs_shell(start, "Only a shell can run this command", help);
            }
        }
    }

    /// A command that sets no variable, unless it is joined to another one.
    fn harmless(&mut self, word: &str, start: usize) {
        self.skip_command(";&|");
        while self.cursor.starts_with("&") && !self.cursor.starts_with("&&") {
            // As in `>&2`.
            self.cursor.advance(1);
            self.skip_command(";&|");
        }
        if self.cursor.starts_with("&") || self.cursor.starts_with("|") {
            self.skip_command(";");
            self.needs_shell(start, "Only a shell can run this command", ONLY_ASSIGNMENTS);
        } else if !self.stopped {
            let problem = format!("The command `{word}` was skipped");
            self.diagnostics.push(
                Diagnostic::new(rule::COMMAND_SKIPPED, Severity::Warning, Path::root(), problem)
                    .at(Span::new(start, self.cursor.at()), "")
                    .help("nothing is run here; this command sets no variable"),
            );
        }
    }

    /// A function, of which the name has been read.
    fn function(&mut self, start: usize) {
        self.cursor.skip_blanks();
        if self.cursor.starts_with("(") {
            self.skip_group(false);
        }
        self.skip_lines();
        if self.cursor.bare_word() == "{" {
            self.skip_compound();
        } else {
            self.skip_command(";");
        }
        self.needs_shell(start, "Only a shell can run this function", ONLY_ASSIGNMENTS);
    }

    /// Skips blanks, comments and line breaks.
    fn skip_lines(&mut self) {
        loop {
            self.cursor.skip_blanks();
            if self.cursor.at_newline() {
                self.end_line();
            } else if self.cursor.starts_with("#") {
                self.cursor.skip_line();
            } else {
                return;
            }
        }
    }

    /// Reports what was read since `start`.
    fn needs_shell(&mut self, start: usize, problem: &str, help: &str) {
        if !self.stopped {
            self.report(rule::NEEDS_SHELL, Span::new(start, self.cursor.at()), problem, help);
        }
    }

    /// Reports that what was opened at `start` is never closed, and ends the reading.
    fn unterminated(&mut self, start: usize) {
        if !self.stopped {
            let help = "close it; the rest of the file was not read";
            let span = Span::new(start, (start + 1).min(self.cursor.at()));
            self.report(rule::UNTERMINATED, span, "What is opened here is never closed", help);
            self.stopped = true;
        }
    }

    fn report(&mut self, rule: &'static str, span: Span, problem: impl Into<String>, help: &str) {
        self.lost = true;
        let diagnostic =
            Diagnostic::new(rule, Severity::Error, Path::root(), problem).at(span, "").help(help);
        self.diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests;
