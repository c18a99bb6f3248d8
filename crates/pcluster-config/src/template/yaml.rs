//! What readers of YAML events share.

use granit_parser::{ErrorKind, Options, ScanError};

use crate::location::Span;

/// No comments among the events, whatever features another crate asks of the parser.
pub(super) fn options() -> Options {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options
}

/// The bytes that an event covers.
pub(super) fn range(span: &granit_parser::Span, text: &str) -> Span {
    let range = span.byte_range().unwrap_or_default();
    let start = range.start.min(text.len());
    Span::new(start, range.end.clamp(start, text.len()))
}

/// What the parser has to say, without a piece of the text.
pub(super) fn explain(error: &ScanError) -> String {
    match error.kind() {
        ErrorKind::UnexpectedCharacter { .. } => String::from("unexpected character"),
        kind => kind.to_string(),
    }
}

/// Where the parser stopped.
pub(super) fn place(error: &ScanError, text: &str) -> Span {
    Span::at(error.marker().byte_offset().unwrap_or_default().min(text.len()))
}
