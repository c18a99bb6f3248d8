//! Texts of users that may be shown on a terminal.

use std::borrow::Cow;

/// The text with its control characters written as escapes, so that they cannot steer a terminal; line breaks stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if steers(character) {
            clean.extend(character.escape_default());
        } else {
            clean.push(character);
        }
    }
    Cow::Owned(clean)
}

/// A text that somebody chose on one line, with line breaks and what else would steer a terminal written as escapes.
///
/// ```
/// assert_eq!(pcluster_config::render::one_line("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb\\nc");
/// ```
pub fn one_line(text: &str) -> Cow<'_, str> {
    match printable(text) {
        lines if lines.contains('\n') => Cow::Owned(lines.replace('\n', "\\n")),
        line => line,
    }
}

/// A part of a source text with what steers a terminal exchanged for marks of the same length in bytes, so that
/// places in it stay true. The renderer itself shows the controls of ASCII.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|character| match character.len_utf8() {
            2 if steers(character) => '\u{bf}',
            3 if steers(character) => char::REPLACEMENT_CHARACTER,
            _ => character,
        })
        .collect::<String>()
        .into()
}

/// Whether a character does more than stand for itself.
fn steers(character: char) -> bool {
    (character.is_control() && character != '\n')
        // What turns the direction of writing, or shows nothing.
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}
