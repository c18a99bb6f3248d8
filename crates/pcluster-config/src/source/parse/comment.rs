//! Comments that may speak to this tool.

use crate::allow::{Comment, may_concern};
use crate::location::Span;
use crate::source::prepared::Prepared;

/// The comments that may speak to this tool, by place. `opaque` are the scalars in which `#` means nothing.
pub(super) fn of<'t>(prepared: &'t Prepared<'_>, opaque: &[Span]) -> Vec<Comment<'t>> {
    let text = prepared.parsed.as_ref();
    let mut comments: Vec<Comment<'t>> = Vec::new();
    let mut after = 0;
    for (start, _) in text.match_indices('#') {
        if start < after || !begins_comment(text, start, opaque) {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        // A blank at the end may stand for a part of a line break that only YAML 1.1 knows.
        let content = rest.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        after = start + content.len();
        if may_concern(content) {
            let place = Span::new(start + prepared.skipped, after + prepared.skipped);
            // What stands between a comment and the line below it that it covers is of the same block.
            let block = comments.last().map(|last| last.covers).filter(|covers| place.start < covers.start);
            let covers = block.unwrap_or_else(|| {
                let covers = covered(text, start, after);
                Span::new(covers.start + prepared.skipped, covers.end + prepared.skipped)
            });
            // What was exchanged for the parser is not what was written.
            let text = prepared.original.get(place.start..place.end).unwrap_or_default();
            comments.push(Comment { text, start: place.start, covers });
        }
    }
    comments
}

/// Whether a `#` begins a comment: at the beginning of a line or after a blank, and outside quotes and blocks.
fn begins_comment(text: &str, at: usize, opaque: &[Span]) -> bool {
    let before = text.as_bytes().get(..at).and_then(|before| before.last());
    if !before.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        return false;
    }
    let inside = opaque.get(opaque.partition_point(|span| span.end <= at)).filter(|span| span.start <= at);
    // The first line of a block scalar, after `|` or `>`, is no part of its text.
    inside.is_none_or(|span| is_block_header(text, *span, at))
}

fn is_block_header(text: &str, scalar: Span, at: usize) -> bool {
    let header = text.get(scalar.start..at).unwrap_or_default();
    header.starts_with(['|', '>']) && !header.contains(['\n', '\r'])
}

/// The line of a comment behind something; of one that has its line to itself, the first line below that is none.
fn covered(text: &str, start: usize, end: usize) -> Span {
    let line_start = text.get(..start).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
    if !text.get(line_start..start).unwrap_or_default().trim().is_empty() {
        return Span::new(line_start, end);
    }
    let mut at = end;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        let next = at + line_break;
        let line = text.get(next..).unwrap_or_default().split(['\n', '\r']).next().unwrap_or_default();
        if line_break == 0 || !line.trim_start().starts_with('#') {
            return Span::new(next, next + line.len());
        }
        at = next + line.len();
    }
}
