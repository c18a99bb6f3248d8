//! Skipping what only a shell understands, without losing the place.

use super::Reader;

impl Reader<'_, '_> {
    /// Skips a quoted or bracketed piece that begins at the cursor with `"`, `(`, `{` or a backtick,
    /// with all that is nested in it. `quoted` says whether it stands in double quotes itself.
    pub(super) fn skip_group(&mut self, quoted: bool) {
        let start = self.cursor.at();
        let Some(opening) = self.cursor.bump() else { return };
        let mut open = vec![opening];
        let mut doubles = usize::from(quoted) + usize::from(opening == '"');
        let mut blank = true;
        while let Some(inner) = open.last().copied() {
            let Some(next) = self.cursor.bump() else {
                self.unterminated(start);
                return;
            };
            match next {
                '\\' => {
                    self.cursor.bump();
                }
                '`' if inner == '`' => {
                    open.pop();
                }
                '"' if inner == '"' => {
                    open.pop();
                    doubles = doubles.saturating_sub(1);
                }
                ')' if inner == '(' => {
                    open.pop();
                }
                '}' if inner == '{' => {
                    open.pop();
                }
                _ if inner == '`' => {}
                '`' => open.push('`'),
                '"' => {
                    open.push('"');
                    doubles += 1;
                }
                '\'' if inner == '(' || (inner == '{' && doubles == 0) => self.skip_single(start),
                '(' if inner == '(' => open.push('('),
                '#' if inner == '(' && blank => self.cursor.skip_line(),
                '$' if self.cursor.starts_with("(") || self.cursor.starts_with("{") => {
                    open.extend(self.cursor.bump());
                }
                _ => {}
            }
            blank = next.is_whitespace();
        }
    }

    /// Skips up to the closing single quote.
    fn skip_single(&mut self, start: usize) {
        while let Some(next) = self.cursor.bump() {
            if next == '\'' {
                return;
            }
        }
        self.unterminated(start);
    }

    /// Skips up to the closing quote of `$'...'`, in which a backslash escapes.
    pub(super) fn skip_ansi(&mut self, start: usize) {
        self.cursor.bump();
        while let Some(next) = self.cursor.bump() {
            match next {
                '\'' => return,
                '\\' => {
                    self.cursor.bump();
                }
                _ => {}
            }
        }
        self.unterminated(start);
    }

    /// Skips up to the end of a command, or to one of these characters outside quotes.
    pub(super) fn skip_command(&mut self, until: &str) {
        let mut blank = true;
        while !self.stopped && !self.cursor.at_end() {
            let Some(next) = self.cursor.peek() else { return };
            match next {
                _ if until.contains(next) => return,
                '#' if blank => self.cursor.skip_line(),
                '"' | '`' => self.skip_group(false),
                '\'' => {
                    let start = self.cursor.at();
                    self.cursor.bump();
                    self.skip_single(start);
                }
                '\\' => {
                    self.cursor.bump();
                    self.cursor.bump();
                }
                '$' => {
                    self.cursor.bump();
                    if self.cursor.starts_with("(") || self.cursor.starts_with("{") {
                        self.skip_group(false);
                    }
                }
                '<' if self.cursor.starts_with("<<<") => self.cursor.advance(3),
                '<' if self.cursor.starts_with("<<") => self.here_document(),
                _ => {
                    self.cursor.bump();
                }
            }
            blank = next.is_whitespace();
        }
    }

    /// Notes that the lines behind this one, up to a word, are the input of a command.
    fn here_document(&mut self) {
        self.cursor.advance(2);
        let indented = self.cursor.starts_with("-");
        self.cursor.advance(usize::from(indented));
        self.cursor.skip_blanks();
        let rest = self.cursor.rest();
        let length = rest.find(|c: char| c.is_whitespace() || ";&|()<>".contains(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        self.here_documents.push((word.replace(['\'', '"', '\\'], ""), indented));
        self.cursor.advance(length);
    }

    /// Reads a line break, and skips the lines that are the input of a command.
    pub(super) fn end_line(&mut self) {
        self.cursor.bump();
        for (word, indented) in std::mem::take(&mut self.here_documents) {
            while !self.cursor.rest().is_empty() {
                let before = self.cursor.rest();
                self.cursor.skip_line();
                let line = before.get(..before.len() - self.cursor.rest().len()).unwrap_or_default();
                self.cursor.bump();
                let line = line.strip_suffix('\r').unwrap_or(line);
                if (if indented { line.trim_start_matches('\t') } else { line }) == word {
                    break;
                }
            }
        }
    }

    /// Skips a compound command such as `if ... fi` or `{ ...; }`, which begins at the cursor.
    pub(super) fn skip_compound(&mut self) {
        let mut depth = 0_usize;
        while !self.stopped && !self.cursor.rest().is_empty() {
            self.cursor.skip_blanks();
            if self.cursor.at_newline() {
                self.end_line();
                continue;
            }
            let word = self.cursor.bare_word();
            match word {
                "if" | "while" | "until" | "{" => {
                    depth += 1;
                    self.cursor.advance(word.len());
                }
                "for" | "select" | "case" => {
                    depth += 1;
                    self.skip_command(";&|()");
                }
                "fi" | "done" | "esac" | "}" => {
                    depth = depth.saturating_sub(1);
                    self.cursor.advance(word.len());
                    if depth == 0 {
                        self.skip_command(";");
                        return;
                    }
                }
                "then" | "do" | "else" | "elif" | "!" | "time" | "in" => self.cursor.advance(word.len()),
                _ => {
                    self.skip_command(";&|()");
                    if self.cursor.peek().is_some_and(|next| ";&|()".contains(next)) {
                        self.cursor.bump();
                    }
                }
            }
        }
    }
}
