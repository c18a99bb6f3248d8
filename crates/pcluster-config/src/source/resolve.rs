//! What plain scalars mean in YAML 1.1.
//!
//! The types and their notations are those of <https://yaml.org/type/>, with the differences of the loader that
//! the official tool uses: `y` and `n` are texts, a float needs a dot, and an exponent needs a sign.

/// The type of a plain scalar, by its notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    Null,
    Bool(bool),
    Int,
    Float,
    Timestamp,
    /// `<<`
    Merge,
    /// `=`
    Value,
    Text,
}

/// The type of a plain scalar.
pub(crate) fn notation(text: &str) -> Notation {
    match text.as_bytes() {
        [] | b"~" | b"null" | b"Null" | b"NULL" => Notation::Null,
        b"<<" => Notation::Merge,
        b"=" => Notation::Value,
        [b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O', ..] => {
            boolean(text).map_or(Notation::Text, Notation::Bool)
        }
        bytes @ [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => number(bytes),
        _ => Notation::Text,
    }
}

/// The value of a boolean in one of its three spellings.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

fn number(bytes: &[u8]) -> Notation {
    let unsigned = match bytes {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    if is_float(bytes, unsigned) {
        Notation::Float
    } else if is_int(unsigned) {
        Notation::Int
    } else if is_timestamp(bytes) {
        Notation::Timestamp
    } else {
        Notation::Text
    }
}

fn is_int(digits: &[u8]) -> bool {
    match digits {
        [b'0', b'b', rest @ ..] => all(rest, |byte| matches!(byte, b'0' | b'1' | b'_')),
        [b'0', b'x', rest @ ..] => all(rest, |byte| byte.is_ascii_hexdigit() || byte == b'_'),
        b"0" => true,
        [b'0', rest @ ..] => all(rest, |byte| matches!(byte, b'0'..=b'7' | b'_')),
        [b'1'..=b'9', ..] => {
            let rest = skip(digits, |byte| byte.is_ascii_digit() || byte == b'_');
            rest.is_empty() || sexagesimal_places(rest).is_some_and(<[u8]>::is_empty)
        }
        _ => false,
    }
}

fn is_float(bytes: &[u8], unsigned: &[u8]) -> bool {
    match unsigned {
        b".inf" | b".Inf" | b".INF" => return true,
        // A sign before `.nan` or before a bare fraction makes it a text.
        b".nan" | b".NaN" | b".NAN" => return bytes.len() == unsigned.len(),
        [b'.', b'0'..=b'9', rest @ ..] => {
            let rest = skip(rest, |byte| byte.is_ascii_digit() || byte == b'_');
            return bytes.len() == unsigned.len() && is_exponent_or_nothing(rest);
        }
        [b'0'..=b'9', ..] => {}
        _ => return false,
    }
    let rest = skip(unsigned, |byte| byte.is_ascii_digit() || byte == b'_');
    let (rest, sexagesimal) = match sexagesimal_places(rest) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let [b'.', rest @ ..] = rest else { return false };
    let rest = skip(rest, |byte| byte.is_ascii_digit() || byte == b'_');
    if sexagesimal { rest.is_empty() } else { is_exponent_or_nothing(rest) }
}

fn is_exponent_or_nothing(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [b'e' | b'E', b'+' | b'-', digits @ ..] => all(digits, |byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// Skips one or more `:` followed by a number below 60; `None` where there is none.
fn sexagesimal_places(mut bytes: &[u8]) -> Option<&[u8]> {
    let mut any = false;
    loop {
        bytes = match bytes {
            [b':', b'0'..=b'5', b'0'..=b'9', rest @ ..] | [b':', b'0'..=b'9', rest @ ..] => rest,
            _ => return any.then_some(bytes),
        };
        any = true;
    }
}

/// A date `YYYY-MM-DD`, or a date with a time.
fn is_timestamp(bytes: &[u8]) -> bool {
    let Some((date, rest)) = bytes.split_first_chunk::<4>() else { return false };
    if !date.iter().all(u8::is_ascii_digit) {
        return false;
    }
    if let [b'-', month @ .., b'-', d, e] = rest
        && month.len() == 2
        && all(month, |byte| byte.is_ascii_digit())
        && d.is_ascii_digit()
        && e.is_ascii_digit()
    {
        return true;
    }
    super::timestamp::split(bytes).is_some_and(|parts| parts.time.is_some())
}

fn all(bytes: &[u8], accept: impl Fn(u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| accept(*byte))
}

fn skip(bytes: &[u8], accept: impl Fn(u8) -> bool) -> &[u8] {
    let end = bytes.iter().position(|byte| !accept(*byte)).unwrap_or(bytes.len());
    &bytes[end..]
}

#[cfg(test)]
mod tests {
    use super::Notation::{self, Bool, Float, Int, Merge, Null, Text, Timestamp, Value};
    use super::notation;

    #[test]
    fn plain_scalars_have_the_types_of_yaml_1_1() {
        let cases: &[(&[&str], Notation)] = &[
            (&["", "~", "null", "Null", "NULL"], Null),
            (&["yes", "On", "TRUE"], Bool(true)),
            (&["no", "Off", "false"], Bool(false)),
            (
                &[
                    "0",
                    "-1",
                    "+5",
                    "010",
                    "1_0",
                    "0x1F",
                    "0b11",
                    "1:30",
                    "190:20:30",
                    "-0",
                    "0_7",
                    "0x_",
                    "1_",
                ],
                Int,
            ),
            (&["1.0", ".5", "1.", "1.5e+3", "1:30.5", "-.inf", ".NaN", "1_0.5", ".5e-1"], Float),
            (
                &["2024-01-01", "2024-1-1 1:00:00", "2024-01-01T10:00:00Z", "2024-01-01 10:00:00.5 +2:30"],
                Timestamp,
            ),
            (&["<<"], Merge),
            (&["="], Value),
            (
                &["y", "n", "t", "tRUE", "nULL", "08", "09", "1e3", "0o10", "1.5e3", "+.5", "-.nan", "01:03"],
                Text,
            ),
            (
                &["1:60", "2024-1-1", "+", "-", ".", "..", "1..2", "0x", "0b2", "5.9.1", "1,5", "c5.large"],
                Text,
            ),
        ];
        for (texts, expected) in cases {
            for text in *texts {
                assert_eq!(notation(text), *expected, "{text:?}");
            }
        }
    }
}
