//! Bytes to text.

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Diagnostic, Severity};
use crate::location::{Path, Span};

use super::limits::MAX_BYTES;

/// The byte order mark that some editors write at the beginning of a text.
pub(super) const BOM: char = '\u{feff}';

/// The text of a file, or why it cannot be one.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        return Err(Box::new(
            problem("file-too-large", format!("the text is larger than {} MiB", MAX_BYTES / 1024 / 1024), 0)
                .help("a configuration takes kilobytes: check that this is the right file"),
        ));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let (message, help) = if is_utf_16(bytes) {
            (
                "the text is in UTF-16, not in UTF-8",
                "save the file as UTF-8; `iconv -f utf-16 -t utf-8` converts it",
            )
        } else if bytes.contains(&0) {
            ("this is not a text file", "a configuration is a text: check that this is the right file")
        } else {
            (
                "the text is not in UTF-8",
                "save the file as UTF-8; `iconv -f latin1 -t utf-8` converts a text in Latin-1",
            )
        };
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let mut problem = problem("not-utf8", message.to_owned(), at);
        // The mark that stands for the byte takes three.
        problem.span = Some(Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8()));
        problem.label = format!("the byte 0x{byte:02X} is not UTF-8");
        Box::new(problem.help(help))
    })
}

/// Whether a text begins with the mark of UTF-16.
fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// The characters that YAML does not allow, with their places.
pub(super) fn forbidden_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, character)| {
        matches!(*character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
    })
}

fn problem(rule: &'static str, message: String, offset: usize) -> Diagnostic {
    Diagnostic::new(rule, Severity::Error, Path::root(), message)
        .official(CONFIG_SCHEMA_VALIDATOR)
        .at(Span::at(offset), "")
}
