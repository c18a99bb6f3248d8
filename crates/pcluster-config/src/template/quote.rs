//! Writing a text as a YAML scalar.

use std::fmt::Write as _;

use super::meaning::{Meaning, meaning};

/// Where a scalar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Context {
    /// Inside `[...]` or `{...}`.
    pub(super) flow: bool,
    /// As the key of a mapping.
    pub(super) key: bool,
}

/// Whether no YAML scalar may hold the character, as every reader agrees.
pub(super) fn is_forbidden(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// Whether the character has to be escaped, which only double quotes allow.
pub(super) fn needs_escape(character: char) -> bool {
    // The separators are line breaks to YAML 1.1, the others may not stand in a text at all.
    matches!(character, '\n' | '\t' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        || is_forbidden(character)
}

/// Whether the text can be written without quotes, and is then read as the text, a usual number or a boolean.
pub(super) fn is_plain(text: &str, context: Context) -> bool {
    let means = match meaning(text) {
        Meaning::Text => !text.starts_with(|first: char| "-?:,[]{}#&*!|>'\"%@`=".contains(first)),
        Meaning::Value => !context.key,
        Meaning::Surprise => false,
    };
    means
        && text.trim() == text
        && !text.contains(needs_escape)
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        // PyYAML takes a `?` in flow style for the beginning of a key wherever it stands.
        && !(context.flow && text.contains([',', '[', ']', '{', '}', '?']))
        && !is_document_end(text)
}

/// The text as a YAML scalar of one line, which every reader takes for that text: in quotes where it would be a number,
/// a boolean or nothing without them.
pub fn yaml_text(text: &str) -> String {
    let context = Context { flow: true, key: false };
    let plain = meaning(text) == Meaning::Text && is_plain(text, context);
    if plain { text.to_owned() } else { quoted(text) }
}

/// Whether a line of that text could be taken for the end of the document.
pub(super) fn is_document_end(text: &str) -> bool {
    ["---", "..."].iter().any(|mark| {
        text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

/// The text in quotes: single ones, unless something has to be escaped.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(needs_escape) {
        format!("\"{}\"", escaped(text))
    } else {
        format!("'{}'", doubled(text))
    }
}

/// The text as it stands between single quotes.
pub(super) fn doubled(text: &str) -> String {
    text.replace('\'', "''")
}

/// The text as it stands between double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            _ if needs_escape(character) => {
                // All of them are in the basic plane.
                let _ = write!(escaped, "\\u{:04X}", u32::from(character));
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: Context = Context { flow: false, key: false };
    const FLOW: Context = Context { flow: true, key: false };
    const KEY: Context = Context { flow: false, key: true };

    #[test]
    fn harmless_texts_need_no_quotes() {
        for text in [
            "us-east-1",
            "s3://b/x",
            "a:b",
            "a#b",
            "it's",
            "a \"b\"",
            "4",
            "-1",
            "true",
            "한글",
            "x - y",
            "/fsx",
        ] {
            assert!(is_plain(text, BLOCK) && is_plain(text, FLOW), "{text}");
        }
        for text in ["a, b", "a [b]", "a {b}", "a]", "a?b"] {
            assert!(is_plain(text, BLOCK) && !is_plain(text, FLOW), "{text}");
        }
    }

    #[test]
    fn a_key_is_always_a_text() {
        assert!(is_plain("Name", KEY));
        for text in ["4", "true", "2.5", "<<", "yes"] {
            assert!(!is_plain(text, KEY), "{text}");
        }
    }

    #[test]
    fn what_would_change_the_structure_needs_quotes() {
        for text in [
            "a: b",
            "- x",
            "-x",
            "x #y",
            "'",
            "\"",
            "'a'",
            "a\nb",
            "{a}",
            "[a]",
            "*a",
            "&a",
            "!t",
            "%",
            "@",
            "`",
            "|",
            ">",
            "?",
            "? a",
            ":",
            "a:",
            ",",
            "#",
            "a\tb",
            "",
            " a",
            "a ",
            "---",
            "--- a",
            "...",
            "... a",
            "=",
            "=a",
            "\u{2028}",
            "a\u{feff}",
            "\u{a0}a",
            "yes",
            "0123",
            "1:30",
            "~",
        ] {
            assert!(!is_plain(text, BLOCK), "{text:?}");
        }
    }

    #[test]
    fn quotes_are_chosen_by_what_they_must_hold() {
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("it's: \"x\" \\"), "'it''s: \"x\" \\'");
        assert_eq!(quoted("a\n\t\"b\" \\ \u{2028}\u{fffe}é"), "\"a\\n\\t\\\"b\\\" \\\\ \\u2028\\uFFFEé\"");
    }
}
