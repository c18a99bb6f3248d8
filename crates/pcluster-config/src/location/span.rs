//! Ranges of a text.

use serde::Serialize;

/// A range of bytes of a text; the end is not part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset of the byte after the last.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty range.
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }
}

/// A place in a text as people count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, the first is 1.
    pub line: usize,
    /// Column in characters, the first is 1.
    pub column: usize,
    /// Offset in bytes, the first is 0.
    pub offset: usize,
}

/// The beginnings of the lines of a text, to turn offsets into positions.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters stand before each block of bytes, so that columns of long lines are found quickly.
    before_block: Vec<usize>,
}

/// Bytes of a block.
const BLOCK: usize = 1024;

impl LineIndex {
    /// Finds the lines of a text. Lines end with LF, CR LF or CR.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        // A byte order mark is no part of the first line.
        let mut starts = vec![if text.starts_with('\u{feff}') { 3 } else { 0 }];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
            }
        }
        let mut before_block = vec![0];
        for block in bytes.chunks(BLOCK) {
            let before = before_block.last().copied().unwrap_or_default();
            before_block.push(before + count_characters(block));
        }
        Self { starts, before_block }
    }

    /// The position of an offset; one past the end, or inside a character, is moved back to where it can be.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset = offset.max(self.starts.first().copied().unwrap_or_default().min(text.len()));
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.characters_before(text, offset) - self.characters_before(text, start) + 1;
        Position { line, column, offset }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.before_block.get(block).copied().unwrap_or_default() + count_characters(rest)
    }

    /// The line that an offset stands in, without its end.
    pub fn line_around(&self, text: &str, offset: usize) -> Span {
        let next = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(next.saturating_sub(1)).copied().unwrap_or_default().min(text.len());
        let end = self.starts.get(next).copied().unwrap_or(text.len());
        let line = text.get(start..end).unwrap_or_default();
        Span::new(start, start + line.trim_end_matches(['\n', '\r']).len())
    }
}

/// How many characters begin in some bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn columns_count_characters_also_far_into_a_line() {
        let text = format!("a\r\n{}x\rb", "é".repeat(3000));
        let index = LineIndex::new(&text);
        let place = |offset| {
            let position = index.position(&text, offset);
            (position.line, position.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(3 + 6000), (2, 3001));
        // Inside a character
        assert_eq!(place(3 + 2999), (2, 1500));
        assert_eq!(place(3 + 6002), (3, 1));
        assert_eq!(place(usize::MAX), (3, 2));
    }
}
