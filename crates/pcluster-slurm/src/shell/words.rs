//! Words and their parts: quotes, variables, substitutions.

use pcluster_config::location::Span;

use super::lexer::Lexer;
use super::raw::{Part, RawWord};

impl<'t> Lexer<'t> {
    /// A word; `None` where none begins.
    pub(super) fn word(&mut self) -> Option<RawWord<'t>> {
        let start = self.pos;
        let mut parts = Vec::new();
        while let Some(byte) = self.peek() {
            match byte {
                // `<(...)` is a word, everything else a redirection.
                b'<' | b'>' if self.peek_at(1) == Some(b'(') => {
                    let at = self.pos;
                    self.pos += 2;
                    self.substitution();
                    parts.push(Part::Unknown { span: Span::new(at, self.pos), splits: false });
                }
                // Patterns such as `@(a|b)` are read to their end; others begin something else: `f()`.
                b'(' if self.is_pattern() => {
                    let at = self.pos;
                    self.pos += 1;
                    self.balanced();
                    parts.push(Part::Unknown { span: Span::new(at, self.pos), splits: false });
                }
                b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'(' | b')' | b'<' | b'>' => break,
                b'\'' => self.single_quoted(&mut parts),
                b'"' => self.double_quoted(&mut parts),
                b'\\' => self.backslash(&mut parts, false),
                b'$' => self.dollar(&mut parts, false),
                b'`' => self.backtick(&mut parts, false),
                b'~' if self.pos == start => {
                    self.pos += 1;
                    parts.push(Part::Unknown { span: Span::new(start, self.pos), splits: false });
                }
                _ => self.plain(&mut parts),
            }
        }
        (self.pos > start).then(|| RawWord { span: Span::new(start, self.pos), parts })
    }

    /// Whether the parenthesis here follows the sign of a pattern.
    fn is_pattern(&self) -> bool {
        let before = self.pos.checked_sub(1).and_then(|before| self.text.as_bytes().get(before));
        before.is_some_and(|byte| b"?*+@!".contains(byte))
    }

    fn plain(&mut self, parts: &mut Vec<Part<'t>>) {
        let at = self.pos;
        while let Some(byte) = self.peek() {
            if matches!(
                byte,
                b' ' | b'\t'
                    | b'\n'
                    | b'\r'
                    | b';'
                    | b'&'
                    | b'|'
                    | b'('
                    | b')'
                    | b'<'
                    | b'>'
                    | b'\''
                    | b'"'
                    | b'\\'
                    | b'$'
                    | b'`'
            ) {
                break;
            }
            self.pos += 1;
        }
        self.text(parts, at, self.pos, false);
    }

    fn text(&self, parts: &mut Vec<Part<'t>>, start: usize, end: usize, quoted: bool) {
        let text = self.slice(start, end);
        if !text.is_empty() || quoted {
            parts.push(Part::Text { text, at: start });
        }
    }

    fn single_quoted(&mut self, parts: &mut Vec<Part<'t>>) {
        self.pos += 1;
        let start = self.pos;
        while self.peek().is_some_and(|byte| byte != b'\'') {
            self.pos += 1;
        }
        self.text(parts, start, self.pos, true);
        self.pos = (self.pos + 1).min(self.end);
    }

    fn double_quoted(&mut self, parts: &mut Vec<Part<'t>>) {
        self.pos += 1;
        let mut start = self.pos;
        // `""` is a word as well.
        let mut is_empty = true;
        while let Some(byte) = self.peek().filter(|byte| *byte != b'"') {
            if !matches!(byte, b'\\' | b'$' | b'`') {
                self.pos += 1;
                continue;
            }
            if start < self.pos {
                self.text(parts, start, self.pos, true);
            }
            is_empty = false;
            match byte {
                b'\\' => self.backslash(parts, true),
                b'$' => self.dollar(parts, true),
                _ => self.backtick(parts, true),
            }
            start = self.pos;
        }
        if start < self.pos || is_empty {
            self.text(parts, start, self.pos, true);
        }
        self.pos = (self.pos + 1).min(self.end);
    }

    fn backslash(&mut self, parts: &mut Vec<Part<'t>>, quoted: bool) {
        let at = self.pos;
        match self.peek_at(1) {
            None => {
                self.pos = self.end;
                self.text(parts, at, self.end, quoted);
            }
            Some(b'\n') => self.pos += 2,
            Some(b'\r') if self.peek_at(2) == Some(b'\n') => self.pos += 3,
            // Between double quotes it is only special before these.
            Some(byte) if quoted && !matches!(byte, b'$' | b'`' | b'"' | b'\\') => {
                self.pos += 1;
                self.text(parts, at, self.pos, true);
            }
            Some(_) => {
                self.pos += 1;
                let width = self.slice(self.pos, self.end).chars().next().map_or(1, char::len_utf8);
                parts.push(Part::Escape { text: self.slice(self.pos, self.pos + width).to_owned() });
                self.pos += width;
            }
        }
    }

    fn dollar(&mut self, parts: &mut Vec<Part<'t>>, quoted: bool) {
        let start = self.pos;
        self.pos += 1;
        let splits = !quoted;
        match self.peek() {
            Some(b'(') => {
                let splits = splits && self.peek_at(1) != Some(b'(');
                self.pos += 1;
                self.substitution();
                parts.push(Part::Unknown { span: Span::new(start, self.pos), splits });
            }
            Some(b'{') => {
                self.pos += 1;
                let part = self.braced(start, quoted);
                parts.push(part);
            }
            Some(b'\'') if !quoted => self.ansi_quoted(parts),
            Some(b'"') if !quoted => self.double_quoted(parts),
            Some(byte) if byte == b'_' || byte.is_ascii_alphabetic() => {
                let name = self.name();
                let span = Span::new(start, self.pos);
                parts.push(Part::Variable { name, span, quoted, all: false });
            }
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'$' | b'!' | b'-') => {
                // `"$@"` may be any number of words, even between quotes.
                let splits = splits || self.peek() == Some(b'@');
                self.pos += 1;
                parts.push(Part::Unknown { span: Span::new(start, self.pos), splits });
            }
            _ => self.text(parts, start, self.pos, quoted),
        }
    }

    /// A name; it is at its first letter.
    pub(super) fn name(&mut self) -> &'t str {
        let start = self.pos;
        while self.peek().is_some_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric()) {
            self.pos += 1;
        }
        self.slice(start, self.pos)
    }

    /// `${...}`; it is behind the brace.
    fn braced(&mut self, start: usize, quoted: bool) -> Part<'t> {
        let name = match self.peek() {
            Some(byte) if byte == b'_' || byte.is_ascii_alphabetic() => self.name(),
            _ => "",
        };
        let tail = self.pos;
        let mut depth = 1_usize;
        while let Some(byte) = self.peek() {
            self.pos += 1;
            match byte {
                b'\\' => self.pos = (self.pos + 1).min(self.end),
                b'\'' if !quoted => {
                    while self.peek().is_some_and(|byte| byte != b'\'') {
                        self.pos += 1;
                    }
                    self.pos = (self.pos + 1).min(self.end);
                }
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        let span = Span::new(start, self.pos);
        match self.slice(tail, self.pos) {
            _ if name.is_empty() => Part::Unknown { span, splits: !quoted },
            "}" => Part::Variable { name, span, quoted, all: false },
            // Between quotes `*` makes one word of all.
            "[*]}" if quoted => Part::Unknown { span, splits: false },
            "[@]}" | "[*]}" => Part::Variable { name, span, quoted, all: true },
            tail if [":-", ":=", "-", "="].iter().any(|operator| tail.starts_with(operator)) => {
                Part::Default { name, span, quoted }
            }
            tail => Part::Unknown { span, splits: !quoted || tail.contains("[@]") },
        }
    }

    /// `$'...'`.
    fn ansi_quoted(&mut self, parts: &mut Vec<Part<'t>>) {
        self.pos += 1;
        let (mut start, at) = (self.pos, self.pos);
        while let Some(byte) = self.peek().filter(|byte| *byte != b'\'') {
            if byte != b'\\' {
                self.pos += 1;
                continue;
            }
            self.text(parts, start, self.pos, true);
            let escape = match self.peek_at(1) {
                Some(b'n') => "\n",
                Some(b't') => "\t",
                Some(b'\\') => "\\",
                Some(b'\'') => "'",
                Some(b'"') => "\"",
                // Others hold characters that no option or path has.
                _ => "\u{fffd}",
            };
            parts.push(Part::Escape { text: escape.to_owned() });
            self.pos += 1;
            let width = self.slice(self.pos, self.end).chars().next().map_or(0, char::len_utf8);
            self.pos += width;
            start = self.pos;
        }
        self.text(parts, start.max(at), self.pos, true);
        self.pos = (self.pos + 1).min(self.end);
    }

    fn backtick(&mut self, parts: &mut Vec<Part<'t>>, quoted: bool) {
        let start = self.pos;
        self.pos += 1;
        let inside = self.pos;
        while let Some(byte) = self.peek().filter(|byte| *byte != b'`') {
            self.pos += if byte == b'\\' { 2 } else { 1 };
        }
        let close = self.pos.min(self.end);
        self.pos = (close + 1).min(self.end);
        let (after, end) = (self.pos, self.end);
        (self.pos, self.end) = (inside, close);
        self.nested(Some(b'`'));
        (self.pos, self.end) = (after, end);
        parts.push(Part::Unknown { span: Span::new(start, after), splits: !quoted });
    }
}
