//! What YAML 1.1 refuses and the parser lets through.

use crate::diagnostic::Diagnostic;
use crate::location::Span;

use super::prepared::Prepared;
use super::problems as problem;

/// Whether an empty scalar that stands where a key belongs has no `?` before it: then there is only a colon.
pub(super) fn is_empty_key(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or_default().trim_end_matches([' ', '\n', '\r']);
    !before.ends_with('?')
}

/// Whether YAML 1.1, as the official loader reads it, takes a name for an anchor.
pub(super) fn is_anchor_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Tabs are allowed in quoted and block scalars and in comments, nowhere else, not even at the end of a line.
pub(super) fn tabs(prepared: &Prepared<'_>, opaque: &[Span], problems: &mut Vec<Diagnostic>) {
    let text = prepared.parsed.as_ref();
    if !text.contains('\t') {
        return;
    }
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        if let Some(tab) = visible_tab(line, start, opaque) {
            let offset = start + tab + prepared.skipped;
            problems.push(problem::tab(Span::new(offset, offset + 1)));
        }
        start += line.len();
    }
}

/// The first tab of a line outside scalars and comments.
fn visible_tab(line: &str, start: usize, opaque: &[Span]) -> Option<usize> {
    let mut next = opaque.partition_point(|span| span.end <= start);
    let mut blank = true;
    for (at, byte) in line.bytes().enumerate() {
        while opaque.get(next).is_some_and(|span| span.end <= start + at) {
            next += 1;
        }
        if opaque.get(next).is_some_and(|span| span.start <= start + at) {
            blank = false;
            continue;
        }
        match byte {
            b'#' if blank => return None,
            b'\t' => return Some(at),
            _ => blank = byte == b' ',
        }
    }
    None
}
