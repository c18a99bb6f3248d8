//! Bytes to text.

use std::borrow::Cow;

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Diagnostic, Report, Severity};
use crate::location::{Path, Span};

use super::limits::MAX_BYTES;

/// The byte order mark that some editors write at the beginning of a text.
pub(super) const BOM: char = '\u{feff}';

/// The text of a file, or why it cannot be one; `what` it should be is a word.
pub(super) fn decode<'b>(bytes: &'b [u8], what: &str) -> Result<&'b str, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        return Err(Box::new(
            problem("file-too-large", format!("the text is larger than {} MiB", MAX_BYTES / 1024 / 1024), 0)
                .help(format!("a {what} takes kilobytes: check that this is the right file")),
        ));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let (message, help) = if is_utf_16(bytes) {
            (
                "the text is in UTF-16, not in UTF-8",
                "save the file as UTF-8; `iconv -f utf-16 -t utf-8` converts it".to_owned(),
            )
        } else if bytes.contains(&0) {
            ("this is not a text file", format!("a {what} is a text: check that this is the right file"))
        } else {
            (
                "the text is not in UTF-8",
                "save the file as UTF-8; `iconv -f latin1 -t utf-8` converts a text in Latin-1".to_owned(),
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

/// How much of a text that cannot be read is kept to be shown, in bytes.
const SHOWN: usize = 1024 * 1024;

/// What can be shown of bytes that are no text, with a mark for every wrong byte.
pub(super) fn shown<'b>(bytes: &'b [u8], problem: &Diagnostic) -> Cow<'b, str> {
    let shown = bytes.get(..bytes.len().min(SHOWN)).filter(|_| problem.rule == "not-utf8");
    String::from_utf8_lossy(shown.unwrap_or_default())
}

/// The text of a file that should hold a job (a script, or YAML), or a report that says why it holds none: it is too
/// large, not in UTF-8, or no text at all.
///
/// ```
/// use pcluster_config::{render::concise, source::text_of_job};
///
/// assert_eq!(text_of_job("a.sbatch", b"#!/bin/bash\n").unwrap(), "#!/bin/bash\n");
/// let report = text_of_job("a.sbatch", b"#!\xe4\n").unwrap_err();
/// assert_eq!(concise(&report), "a.sbatch:1:3: error[not-utf8]: the text is not in UTF-8\n");
/// ```
pub fn text_of_job<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, Box<Report>> {
    decode(bytes, "job").map_err(|problem| {
        let text = shown(bytes, &problem);
        Box::new(Report::of_job(file, &text, vec![*problem]))
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
