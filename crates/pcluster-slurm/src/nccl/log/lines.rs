//! Lines of a log, however long they are, in bounded memory.

use std::io::{self, BufRead};

/// Longer lines are cut: no line that means anything comes near it, not even one of a rank list of a large job.
pub(super) const LONGEST: usize = 16 * 1024;

/// Lines of bytes, as text, without their ends.
#[derive(Debug)]
pub(super) struct Lines<R> {
    source: R,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// Lines of a source.
    pub(super) fn new(source: R) -> Self {
        Self { source, line: Vec::new() }
    }

    /// The next line and how many bytes it took; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<(String, u64)>> {
        self.line.clear();
        let mut taken = 0_u64;
        loop {
            let (used, whole) = match self.source.fill_buf() {
                Ok([]) => break,
                Ok(bytes) => {
                    let end = bytes.iter().position(|byte| *byte == b'\n');
                    let part = &bytes[..end.unwrap_or(bytes.len())];
                    let room = LONGEST.saturating_sub(self.line.len()).min(part.len());
                    self.line.extend_from_slice(&part[..room]);
                    (end.map_or(bytes.len(), |end| end + 1), end.is_some())
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.source.consume(used);
            taken += used as u64;
            if whole {
                break;
            }
        }
        if taken == 0 {
            return Ok(None);
        }
        // Terminals and Windows leave carriage returns behind.
        let text = String::from_utf8_lossy(&self.line);
        Ok(Some((text.trim_end_matches(['\r', '\n']).to_owned(), taken)))
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Lines};

    #[test]
    fn lines_are_cut_where_they_are_too_long() {
        let mut text = vec![b'x'; LONGEST * 3];
        text.extend(b"\r\nnext\r\n\n\xff");
        let mut lines = Lines::new(&text[..]);
        assert_eq!(lines.next().unwrap().unwrap().0.len(), LONGEST);
        assert_eq!(lines.next().unwrap().unwrap(), ("next".to_owned(), 6));
        assert_eq!(lines.next().unwrap().unwrap(), (String::new(), 1));
        assert_eq!(lines.next().unwrap().unwrap(), ("\u{fffd}".to_owned(), 1));
        assert!(lines.next().unwrap().is_none());
    }
}
