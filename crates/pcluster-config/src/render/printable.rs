//! Texts of users that may be shown on a terminal.

use std::borrow::Cow;

/// The text with its control characters written as escapes, so that they cannot steer a terminal; line breaks stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let steers = |character: char| {
        (character.is_control() && character != '\n')
            // The marks that turn the direction of writing.
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
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

/// The text on one line.
pub(super) fn one_line(text: &str) -> String {
    printable(text).replace('\n', "\\n")
}
