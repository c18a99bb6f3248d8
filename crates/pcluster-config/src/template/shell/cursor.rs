//! Going through the text of a shell file.

/// A place in a text. Lines end with LF or CR LF.
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Cursor<'t> {
    /// The start of a text, behind a byte order mark.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }, line: 1 }
    }

    /// The offset.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The line, the first is 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Whether a line ends here.
    pub(super) fn at_newline(&self) -> bool {
        self.starts_with("\n") || self.starts_with("\r\n")
    }

    /// Whether nothing more of the line's command comes: its end, or the end of the text.
    pub(super) fn at_end(&self) -> bool {
        self.rest().is_empty() || self.at_newline()
    }

    /// Reads one character; a line break is one, and comes as `\n`.
    pub(super) fn bump(&mut self) -> Option<char> {
        if self.starts_with("\r\n") {
            self.at += 1;
        }
        let next = self.peek()?;
        self.at += next.len_utf8();
        if next == '\n' {
            self.line += 1;
        }
        Some(next)
    }

    /// Reads a number of bytes that hold no line break.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    /// Skips blanks and line breaks behind a backslash.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            if self.starts_with(" ") || self.starts_with("\t") {
                self.at += 1;
            } else if self.starts_with("\\\n") || self.starts_with("\\\r\n") {
                self.bump();
                self.bump();
            } else {
                return;
            }
        }
    }

    /// Skips what is left of the line, up to its line break.
    pub(super) fn skip_line(&mut self) {
        let length = self.rest().find('\n').unwrap_or(self.rest().len());
        self.at += length;
    }

    /// The word of unquoted characters that begins here; it may be empty.
    pub(super) fn bare_word(&self) -> &'t str {
        let rest = self.rest();
        let delimiter = |c: char| c.is_whitespace() || ";&|()<>'\"`$\\".contains(c);
        rest.get(..rest.find(delimiter).unwrap_or(rest.len())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_are_one_character() {
        let mut cursor = Cursor::new("\u{feff}a\r\n\\\r\n b\nc;d");
        assert_eq!(cursor.bump(), Some('a'));
        assert!(cursor.at_newline());
        assert_eq!((cursor.bump(), cursor.line()), (Some('\n'), 2));
        cursor.skip_blanks();
        assert_eq!((cursor.peek(), cursor.line()), (Some('b'), 3));
        cursor.skip_line();
        assert!(cursor.at_end());
        cursor.bump();
        assert_eq!(cursor.bare_word(), "c");
    }
}
