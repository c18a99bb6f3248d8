//! Putting values into one scalar, so that it is read as its text with the values and as nothing else.

use granit_parser::ScalarStyle;

use crate::location::Span;

use super::block;
use super::quote::{
    Context, doubled, escaped, is_document_end, is_forbidden, is_plain, needs_escape, quoted,
};

/// YAML reads a key only if it is not longer than 1024 characters, quotes and escapes included.
const MAX_KEY: usize = 1000;

/// A scalar with placeholders, and what goes into it. `Debug` is left out: it holds values.
pub(super) struct Scalar<'a> {
    pub(super) template: &'a str,
    pub(super) span: Span,
    pub(super) style: ScalarStyle,
    pub(super) context: Context,
    /// The text that the scalar has with harmless words for the placeholders.
    pub(super) shadow: &'a str,
    /// The pieces of that text around the placeholders: one more than there are placeholders.
    pub(super) pieces: &'a [&'a str],
    /// The placeholders, and the values that are put in for them.
    pub(super) values: &'a [(Span, &'a str)],
    /// How many bytes the lines of a block may take up beyond the values.
    pub(super) room: usize,
}

/// A change of the template's text. `Debug` is left out: it holds a value.
#[derive(Clone)]
pub(super) struct Change {
    pub(super) span: Span,
    pub(super) text: String,
}

/// Why the values cannot be put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    Control,
    LongKey,
    BlockEscape,
    BlockLines,
    BlockEdge,
    BlockSize,
}

impl Unfit {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Control => "its value holds a control character, which YAML cannot hold",
            Self::LongKey => "its value makes this key longer than YAML allows",
            Self::BlockEscape => {
                "its value holds a character that has to be escaped, which a block cannot do"
            }
            Self::BlockLines => "its value has several lines, which a folded block would join",
            Self::BlockSize => "its lines, indented as the block is, take up too much room",
            Self::BlockEdge => {
                "its value is empty, or has blanks or line breaks where a block would lose them"
            }
        }
    }

    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Control => "remove the character where the value is set",
            Self::LongKey => "set a shorter value",
            Self::BlockEscape | Self::BlockLines | Self::BlockEdge | Self::BlockSize => {
                "write the text in double quotes instead of as a block"
            }
        }
    }
}

impl Scalar<'_> {
    /// The text that the scalar is to have.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            text.push_str(piece);
            if let Some((_, value)) = self.values.get(index) {
                text.push_str(value);
            }
        }
        text
    }

    /// The changes that give it this text, or why and at which placeholder there are none.
    pub(super) fn write(&self, text: &str) -> Result<Vec<Change>, (Span, Unfit)> {
        if let Some((span, _)) = self.values.iter().find(|(_, value)| value.contains(is_forbidden)) {
            return Err((*span, Unfit::Control));
        }
        let in_place: Option<fn(&str) -> String> = match self.style {
            ScalarStyle::Literal | ScalarStyle::Folded => return block::write(self, text),
            ScalarStyle::Plain => {
                (is_plain(text, self.context) && self.keeps_lines(is_word)).then_some(str::to_owned)
            }
            ScalarStyle::SingleQuoted => {
                let escapes = self.values.iter().any(|(_, value)| value.contains(needs_escape));
                (!escapes && self.keeps_lines(is_calm)).then_some(doubled)
            }
            ScalarStyle::DoubleQuoted => self.keeps_lines(is_calm).then_some(escaped),
        };
        let changes = match in_place {
            Some(written) => self.each(written),
            None if self.style == ScalarStyle::DoubleQuoted => self.whole(format!("\"{}\"", escaped(text))),
            None => self.whole(quoted(text)),
        };
        if self.context.key {
            self.check_key(&changes)?;
        }
        Ok(changes)
    }

    /// A change for each placeholder.
    pub(super) fn each(&self, written: impl Fn(&str) -> String) -> Vec<Change> {
        self.values.iter().map(|(span, value)| Change { span: *span, text: written(value) }).collect()
    }

    /// One change for the whole scalar.
    fn whole(&self, text: String) -> Vec<Change> {
        vec![Change { span: self.span, text }]
    }

    /// The scalar as the template writes it.
    pub(super) fn source(&self) -> &str {
        self.template.get(self.span.start..self.span.end).unwrap_or_default()
    }

    /// Whether the values leave the lines of the scalar as they are: it has only one, or the values are harmless.
    fn keeps_lines(&self, harmless: fn(&str) -> bool) -> bool {
        !self.source().contains(['\n', '\r']) || self.values.iter().all(|(_, value)| harmless(value))
    }

    fn check_key(&self, changes: &[Change]) -> Result<(), (Span, Unfit)> {
        let characters = |text: &str| text.chars().count();
        let removed: usize = changes.iter().map(|change| change.span.end - change.span.start).sum();
        let added: usize = changes.iter().map(|change| characters(&change.text)).sum();
        let longest = self.values.iter().max_by_key(|(_, value)| value.len());
        match longest {
            Some((span, _)) if (self.source().len() + added).saturating_sub(removed) > MAX_KEY => {
                Err((*span, Unfit::LongKey))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a value can stand at the edge of a line of a quoted or folded scalar and not be changed by the folding.
pub(super) fn is_calm(value: &str) -> bool {
    !value.is_empty() && value.trim() == value && !value.contains(needs_escape) && !is_document_end(value)
}

/// Whether a value can stand at the edge of a line of a plain scalar.
fn is_word(value: &str) -> bool {
    value.starts_with(|first: char| first.is_alphanumeric() || first == '/')
        && !value.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: Context = Context { flow: false, key: false };

    /// What becomes of a scalar in which `X` is the placeholder of the value.
    fn written(source: &str, style: ScalarStyle, context: Context, value: &str) -> String {
        let at = source.find('X').unwrap();
        let text = if style == ScalarStyle::Plain { source } else { &source[1..source.len() - 1] };
        let (before, after) = text.split_once('X').unwrap();
        let scalar = Scalar {
            template: source,
            span: Span::new(0, source.len()),
            style,
            context,
            shadow: text,
            pieces: &[before, after],
            values: &[(Span::new(at, at + 1), value)],
            room: 1000,
        };
        let mut result = source.to_owned();
        match scalar.write(&scalar.text()) {
            Ok(changes) => {
                for change in changes {
                    result.replace_range(change.span.start..change.span.end, &change.text);
                }
                result
            }
            Err((span, unfit)) => format!("{} {unfit:?}", span.start),
        }
    }

    #[test]
    fn plain_scalars_stay_plain_where_that_is_safe() {
        let plain = |source, value| written(source, ScalarStyle::Plain, BLOCK, value);
        for (value, expected) in [
            ("us-east-1", "us-east-1"),
            ("4", "4"),
            ("-1", "-1"),
            ("true", "true"),
            ("a, b", "a, b"),
            ("", "''"),
            ("yes", "'yes'"),
            ("0123", "'0123'"),
            ("012345678901", "'012345678901'"),
            ("123456789012", "'123456789012'"),
            ("1:30", "'1:30'"),
            ("a: b", "'a: b'"),
            ("- x", "'- x'"),
            ("x #y", "'x #y'"),
            ("'", "''''"),
            ("\"", "'\"'"),
            ("{a}", "'{a}'"),
            ("*a", "'*a'"),
            ("&a", "'&a'"),
            ("!t", "'!t'"),
            ("%", "'%'"),
            ("@", "'@'"),
            ("a\nb", "\"a\\nb\""),
            ("\t", "\"\\t\""),
            ("한글", "한글"),
            ("a\0", "0 Control"),
            ("a\rb", "0 Control"),
        ] {
            assert_eq!(plain("X", value), expected, "{value:?}");
        }
        assert_eq!(plain("s3://X/x", "b"), "s3://b/x");
        assert_eq!(plain("s3://X/x", "b: "), "'s3://b: /x'");
        assert_eq!(plain("it's X", "#1"), "'it''s #1'");
        assert_eq!(plain("1X", "2"), "12");
        assert_eq!(plain("0X", "2"), "'02'");
        let flow = Context { flow: true, key: false };
        assert_eq!(written("X", ScalarStyle::Plain, flow, "a, b"), "'a, b'");
    }

    #[test]
    fn quoted_scalars_stay_quoted() {
        let single = |value| written("'a X'", ScalarStyle::SingleQuoted, BLOCK, value);
        assert_eq!(single("b"), "'a b'");
        assert_eq!(single("it's"), "'a it''s'");
        assert_eq!(single(" "), "'a  '");
        assert_eq!(single("\n"), "\"a \\n\"");
        let double = |value| written("\"a X\"", ScalarStyle::DoubleQuoted, BLOCK, value);
        assert_eq!(double("b\"\\\n"), "\"a b\\\"\\\\\\n\"");
        assert_eq!(double("4"), "\"a 4\"");
    }

    #[test]
    fn a_scalar_of_several_lines_becomes_one_line_where_folding_would_change_a_value() {
        // The text is not folded here, which is the parser's part.
        assert_eq!(written("'a\n X'", ScalarStyle::SingleQuoted, BLOCK, "b"), "'a\n b'");
        assert_eq!(written("'a\n X'", ScalarStyle::SingleQuoted, BLOCK, " b"), "\"a\\n  b\"");
        assert_eq!(written("\"a\n X\"", ScalarStyle::DoubleQuoted, BLOCK, ""), "\"a\\n \"");
        assert_eq!(written("\"a\n X\"", ScalarStyle::DoubleQuoted, BLOCK, "---"), "\"a\\n ---\"");
    }

    #[test]
    fn keys_are_texts_of_bounded_length() {
        let key = |value: &str| written("X", ScalarStyle::Plain, Context { flow: false, key: true }, value);
        assert_eq!(key("Name"), "Name");
        assert_eq!(key("4"), "'4'");
        assert_eq!(key("a: b"), "'a: b'");
        assert_eq!(key(&"x".repeat(MAX_KEY)), "x".repeat(MAX_KEY));
        assert_eq!(key(&"x".repeat(MAX_KEY + 1)), "0 LongKey");
        assert_eq!(key(&"\u{2028}".repeat(200)), "0 LongKey");
    }
}
