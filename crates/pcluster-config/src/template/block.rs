//! Putting values into a block scalar, which can neither quote nor escape.

use granit_parser::ScalarStyle;

use crate::location::Span;

use super::quote::needs_escape;
use super::substitute::{Change, Scalar, Unfit, is_calm};

/// The changes that give a block scalar this text, or why and at which placeholder there are none.
pub(super) fn write(scalar: &Scalar<'_>, text: &str) -> Result<Vec<Change>, (Span, Unfit)> {
    let escapes = |value: &str| value.contains(|c| needs_escape(c) && !matches!(c, '\n' | '\t'));
    if let Some((span, _)) = scalar.values.iter().find(|(_, value)| escapes(value)) {
        return Err((*span, Unfit::BlockEscape));
    }
    if scalar.style == ScalarStyle::Folded {
        check_folded(scalar)?;
    } else if !is_literal(scalar.shadow, text) {
        let culprit = scalar.values.iter().find(|(_, value)| !is_calm(value)).or(scalar.values.first());
        return Err((culprit.map_or(scalar.span, |(span, _)| *span), Unfit::BlockEdge));
    }
    let indent = indent(scalar);
    if let Some((span, _)) = scalar.values.first().filter(|_| growth(scalar) > scalar.room) {
        return Err((*span, Unfit::BlockSize));
    }
    let line_break = if scalar.source().contains("\r\n") { "\r\n" } else { "\n" };
    Ok(scalar.each(|value| indented(value, line_break, indent)))
}

/// How far the block is indented.
fn indent(scalar: &Scalar<'_>) -> usize {
    let before = scalar.template.get(..scalar.span.start).unwrap_or_default();
    before.len() - before.trim_end_matches(' ').len()
}

/// What the indentation of the values' lines takes up.
pub(super) fn growth(scalar: &Scalar<'_>) -> usize {
    if !matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded) {
        return 0;
    }
    let lines: usize = scalar.values.iter().map(|(_, value)| value.matches('\n').count()).sum();
    lines.saturating_mul(indent(scalar))
}

/// Every line but the first is indented as the block is; an empty line needs no indentation.
fn indented(value: &str, line_break: &str, indent: usize) -> String {
    let mut text = String::with_capacity(value.len());
    let mut lines = value.split('\n').peekable();
    let mut first = true;
    while let Some(line) = lines.next() {
        if !first {
            text.push_str(line_break);
            if !line.is_empty() || lines.peek().is_none() {
                text.extend(std::iter::repeat_n(' ', indent));
            }
        }
        text.push_str(line);
        first = false;
    }
    text
}

/// Whether a literal block, which now has the text `before`, can have the text `after` with the same header.
fn is_literal(before: &str, after: &str) -> bool {
    let line_breaks = |text: &str| text.len() - text.trim_end_matches('\n').len();
    let blank_lines =
        |text: &str| text.split('\n').filter(|line| !line.is_empty() && line.trim().is_empty()).count();
    // The first line that is not empty says how far the block is indented, unless its header does.
    let indented = |text: &str| text.trim_start_matches('\n').starts_with([' ', '\t']);
    !after.trim().is_empty()
        && line_breaks(before) == line_breaks(after)
        && blank_lines(after) <= blank_lines(before)
        && (!indented(after) || indented(before))
}

/// In a folded block a value must neither have lines of its own nor end one with blanks or nothing.
fn check_folded(scalar: &Scalar<'_>) -> Result<(), (Span, Unfit)> {
    let piece = |from: usize, to: usize| scalar.template.get(from..to).unwrap_or_default();
    for (index, (span, value)) in scalar.values.iter().enumerate() {
        if value.contains('\n') {
            return Err((*span, Unfit::BlockLines));
        }
        let before =
            index.checked_sub(1).and_then(|index| scalar.values.get(index)).map(|(span, _)| span.end);
        let after = scalar.values.get(index + 1).map(|(span, _)| span.start);
        let before = piece(before.unwrap_or(scalar.span.start), span.start);
        let after = piece(span.end, after.unwrap_or(scalar.span.end));
        let within = !before.rsplit('\n').next().unwrap_or_default().trim().is_empty()
            && !after.split('\n').next().unwrap_or_default().trim().is_empty();
        if !within && !is_calm(value) {
            return Err((*span, Unfit::BlockEdge));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_value_are_indented_as_the_block() {
        assert_eq!(indented("a\nb", "\n", 4), "a\n    b");
        assert_eq!(indented("a\n\n b\n", "\r\n", 2), "a\r\n\r\n   b\r\n  ");
        assert_eq!(indented("", "\n", 4), "");
    }

    #[test]
    fn a_literal_block_keeps_its_header() {
        assert!(is_literal("x\n", "a\n  b\n\n\tc\n"));
        assert!(is_literal("x\ny\n", "\ny\n"));
        assert!(is_literal(" x\n", "  a\n"));
        for (before, after) in [
            ("x\n", "\n"),
            ("x\n", "  a\n"),
            ("x\n", "\ta\n"),
            ("x\n", "\n a\n"),
            ("x\n", "a\n\n"),
            ("x", "a\n"),
            ("y\nx\n", "y\n\n"),
            ("y\nx\nz\n", "y\n  \nz\n"),
        ] {
            assert!(!is_literal(before, after), "{after:?}");
        }
    }
}
