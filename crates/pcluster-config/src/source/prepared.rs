//! The text as the parser gets it.
//!
//! The parser reads YAML 1.2, and templates are not quite YAML. Both gaps are closed here by exchanging
//! characters for others of the same length, so that every offset stays true: the line breaks that only YAML 1.1
//! knows become line breaks of both, and a placeholder becomes a word that may stand anywhere.

use std::borrow::Cow;

use crate::location::Span;
use crate::template::placeholder_spans;

use super::encoding::BOM;

/// What stands for a byte order mark inside a text: of the same length, and for private use.
const STAND_IN: &str = "\u{f8ff}";

/// A text, ready for the parser.
pub(crate) struct Prepared<'t> {
    /// The text as it was given.
    pub(super) original: &'t str,
    /// What the parser reads; a byte order mark is left out.
    pub(super) parsed: Cow<'t, str>,
    /// How many bytes of the original were left out in front.
    pub(super) skipped: usize,
    /// The placeholders, by place.
    placeholders: Vec<Span>,
    /// Whether a byte order mark stands inside the text, where it is a character like any other.
    has_inner_bom: bool,
}

impl<'t> Prepared<'t> {
    pub(crate) fn new(original: &'t str) -> Self {
        let text = original.strip_prefix(BOM).unwrap_or(original);
        let skipped = original.len() - text.len();
        let placeholders = if text.contains("${") { placeholder_spans(text) } else { Vec::new() };
        let mut parsed = Cow::Borrowed(text);
        if text.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
            // Blanks at the end of a line mean nothing, so the third byte can become one.
            let breaks = text.replace('\u{85}', "\r\n").replace(['\u{2028}', '\u{2029}'], " \r\n");
            parsed = Cow::Owned(breaks);
        }
        let has_inner_bom = text.contains(BOM);
        if has_inner_bom {
            parsed = Cow::Owned(parsed.replace(BOM, STAND_IN));
        }
        if !placeholders.is_empty() {
            let mut bytes = parsed.into_owned().into_bytes();
            for span in &placeholders {
                for byte in bytes.get_mut(span.start..span.end).unwrap_or_default() {
                    *byte = harmless(*byte);
                }
            }
            // Only ASCII characters were exchanged, and for ASCII characters.
            parsed = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
        }
        Self { original, parsed, skipped, placeholders, has_inner_bom }
    }

    /// Whether a placeholder stands in a range of the parsed text.
    pub(super) fn has_placeholder(&self, span: Span) -> bool {
        self.placeholders_in(span).next().is_some()
    }

    /// The text of a scalar with what was exchanged put back.
    pub(super) fn restore<'p>(&'p self, span: Span, text: Cow<'p, str>) -> Cow<'p, str> {
        let text = if self.has_inner_bom && text.contains(STAND_IN) {
            Cow::Owned(text.replace(STAND_IN, &BOM.to_string()))
        } else {
            text
        };
        self.restore_placeholders(span, text)
    }

    fn restore_placeholders<'p>(&'p self, span: Span, text: Cow<'p, str>) -> Cow<'p, str> {
        let mut restored = String::new();
        let mut rest: &str = &text;
        for placeholder in self.placeholders_in(span) {
            let (Some(exchanged), Some(original)) =
                (self.parsed.get(placeholder.start..placeholder.end), self.text(placeholder))
            else {
                continue;
            };
            if let Some((before, after)) = rest.split_once(exchanged) {
                restored.push_str(before);
                restored.push_str(original);
                rest = after;
            }
        }
        if restored.is_empty() && rest.len() == text.len() {
            return text;
        }
        restored.push_str(rest);
        Cow::Owned(restored)
    }

    fn text(&self, span: Span) -> Option<&str> {
        self.original.get(span.start + self.skipped..span.end + self.skipped)
    }

    fn placeholders_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.placeholders.partition_point(|placeholder| placeholder.start < span.start);
        self.placeholders
            .iter()
            .skip(first)
            .take_while(move |placeholder| placeholder.end <= span.end)
            .copied()
    }
}

/// A character that ends nothing and starts nothing, wherever a placeholder stands.
fn harmless(byte: u8) -> u8 {
    match byte {
        b'{' => b'(',
        b'}' => b')',
        b'$' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => byte,
        _ => b'_',
    }
}
