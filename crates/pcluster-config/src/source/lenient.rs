//! What the official schema takes for a text, a number or a boolean.

use crate::scalar::Int;

use super::tree::Kind;

/// Why a value is not a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotWhole {
    /// It is of another type, or its text is no number.
    Wrong,
    /// It is infinite.
    Infinite,
}

/// The text, if it is one; bytes are, if they are UTF-8.
pub(super) fn text<'k>(kind: &'k Kind<'_>) -> Option<&'k str> {
    match kind {
        Kind::Text(text) => Some(text),
        Kind::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

/// The whole number, which a float becomes without its fraction and a text by its digits.
pub(super) fn whole(kind: &Kind<'_>) -> Result<Int, NotWhole> {
    match kind {
        Kind::Int(value) => Ok(*value),
        Kind::Float(value) if value.is_infinite() => Err(NotWhole::Infinite),
        Kind::Float(value) => Int::truncate(*value).ok_or(NotWhole::Wrong),
        Kind::Text(_) | Kind::Bytes(_) => {
            text(kind).and_then(|text| text.parse().ok()).ok_or(NotWhole::Wrong)
        }
        _ => Err(NotWhole::Wrong),
    }
}

/// The number, if it is a finite one.
pub(super) fn number(kind: &Kind<'_>) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a price needs no more than a float has")]
    let value = match kind {
        Kind::Int(value) => value.wide() as f64,
        Kind::Float(value) => *value,
        Kind::Text(_) | Kind::Bytes(_) => float(text(kind)?)?,
        _ => return None,
    };
    value.is_finite().then_some(value)
}

/// A text as a float: white space around, single underscores between digits, decimal digits of any script.
fn float(text: &str) -> Option<f64> {
    let text = text.trim();
    let misplaced = text.starts_with('_') || text.ends_with('_') || text.contains("__");
    let between_digits = |(at, _): (usize, &str)| {
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        at > 0 && digit(text.as_bytes().get(at - 1)) && digit(text.as_bytes().get(at + 1))
    };
    if misplaced || !text.match_indices('_').all(between_digits) {
        return None;
    }
    text.replace('_', "").parse().ok()
}

/// The boolean, by its type, by its number or by one of its spellings.
pub(super) fn boolean(kind: &Kind<'_>) -> Option<bool> {
    match kind {
        Kind::Bool(value) => Some(*value),
        Kind::Int(value) => match value.wide() {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
        Kind::Float(value) if *value == 0.0 => Some(false),
        Kind::Float(value) if value.to_bits() == 1_f64.to_bits() => Some(true),
        Kind::Text(text) => match text.as_ref() {
            "t" | "T" | "true" | "True" | "TRUE" | "on" | "On" | "ON" | "y" | "Y" | "yes" | "Yes" | "YES"
            | "1" => Some(true),
            "f" | "F" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" | "n" | "N" | "no" | "No"
            | "NO" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// What a value is, in words.
pub(super) fn describe(kind: &Kind<'_>) -> &'static str {
    match kind {
        Kind::Null => "nothing",
        Kind::Bool(_) => "a boolean",
        Kind::Int(_) | Kind::Float(_) => "a number",
        Kind::Text(_) => "a text",
        Kind::Bytes(_) => "binary data",
        Kind::Timestamp(_) => "a date",
        Kind::List(_) => "a list",
        Kind::Set(_) => "a set",
        Kind::Map(_) => "a map",
        Kind::Alias(_) | Kind::Broken => "something else",
    }
}
