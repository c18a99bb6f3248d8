//! Texts that hold JSON.

use serde::de::{DeserializeOwned, IgnoredAny};

/// Whether a text is JSON to the official tool, which also takes `NaN`, `Infinity` and `-Infinity` for numbers.
pub fn is_json(text: &str) -> bool {
    parse::<IgnoredAny>(text).is_some()
}

/// What a JSON text says; `NaN` and the like read as 0.
pub(crate) fn read_json(text: &str) -> Option<serde_json::Value> {
    parse(text)
}

fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    let read = |text: &str| serde_json::from_str(text).ok();
    read(text).or_else(|| text.contains(['N', 'I']).then(|| read(&with_numbers(text)))?)
}

/// The text with a number in the place of every `NaN` and `Infinity` outside strings.
fn with_numbers(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // Every second piece is inside a string; an escaped quotation mark does not end one.
    let mut inside = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = end_of_piece(rest, inside);
        let (piece, after) = rest.split_at(end);
        if inside {
            plain.push_str(piece);
        } else {
            plain.push_str(&piece.replace("NaN", "0").replace("Infinity", "0"));
        }
        inside = !inside;
        rest = after;
    }
    plain
}

/// Where a piece ends: after the next quotation mark that is not escaped.
fn end_of_piece(text: &str, inside: bool) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::is_json;

    #[test]
    fn python_takes_three_more_numbers() {
        for text in [
            "{}",
            "5",
            "\"a\"",
            "NaN",
            "{\"a\": [NaN, -Infinity, Infinity]}",
            "{\"NaN\": \"\\\"NaN\"}",
            " [1] ",
        ] {
            assert!(is_json(text), "{text}");
        }
        for text in ["", "{", "[1,]", "nan", "NaNa", "{a: 1}", "'a'", "\"NaN"] {
            assert!(!is_json(text), "{text}");
        }
    }
}
