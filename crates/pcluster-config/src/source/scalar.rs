//! Scalars of YAML 1.1 turned into values, by their notation or by their tag.

use std::borrow::Cow;

use crate::scalar::Int;

use super::resolve::{Notation, boolean, notation};
use super::timestamp;
use super::tree::Kind;

/// The longest decimal number that the official loader takes, in digits.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// Why a scalar has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// `<<`
    Merge,
    /// `=`
    Value,
    /// It has more digits than the official loader takes.
    TooManyDigits,
    /// The text is not what its tag, or its notation, says.
    Malformed(&'static str),
}

/// The value of a plain scalar without a tag.
pub(super) fn plain(text: Cow<'_, str>) -> Result<Kind<'_>, Refusal> {
    match notation(&text) {
        Notation::Null => Ok(Kind::Null),
        Notation::Bool(value) => Ok(Kind::Bool(value)),
        Notation::Int => int(&text),
        Notation::Float => float(&text),
        Notation::Timestamp => date(text),
        Notation::Merge => Err(Refusal::Merge),
        Notation::Value => Err(Refusal::Value),
        Notation::Text => Ok(Kind::Text(text)),
    }
}

/// The value of a scalar with a tag of YAML's own, named without its prefix; `None` where there is no such tag.
pub(super) fn tagged<'t>(tag: &str, text: Cow<'t, str>) -> Option<Result<Kind<'t>, Refusal>> {
    Some(match tag {
        "str" => Ok(Kind::Text(text)),
        "null" => Ok(Kind::Null),
        "bool" => match boolean(&text.to_lowercase()) {
            Some(value) => Ok(Kind::Bool(value)),
            None => Err(Refusal::Malformed("a boolean")),
        },
        "int" => int(&text),
        "float" => float(&text),
        "timestamp" => date(text),
        "binary" => base64(&text).map(Kind::Bytes).ok_or(Refusal::Malformed("base64")),
        _ => return None,
    })
}

fn int(text: &str) -> Result<Kind<'static>, Refusal> {
    let malformed = Refusal::Malformed("a whole number");
    let text = text.replace('_', "");
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        Some(_) => (false, text.as_str()),
        None => return Err(malformed),
    };
    let value = if let Some(binary) = digits.strip_prefix("0b") {
        Int::from_digits(binary.chars(), 2, negative)
    } else if let Some(hexadecimal) = digits.strip_prefix("0x") {
        Int::from_digits(hexadecimal.chars(), 16, negative)
    } else if digits.contains(':') {
        sexagesimal(digits).map(|value| if negative { value.negated() } else { value })
    } else if digits.starts_with('0') {
        Int::from_digits(digits.chars(), 8, negative)
    } else if digits.len() > MAX_DECIMAL_DIGITS {
        return Err(Refusal::TooManyDigits);
    } else {
        Int::from_digits(digits.chars(), 10, negative)
    };
    value.map(Kind::Int).ok_or(malformed)
}

fn sexagesimal(digits: &str) -> Option<Int> {
    digits.split(':').try_fold(Int::default(), |value, place| Some(value.sexagesimal(place.parse().ok()?)))
}

fn float(text: &str) -> Result<Kind<'static>, Refusal> {
    let malformed = Refusal::Malformed("a number");
    let text = text.replace('_', "").to_lowercase();
    let (sign, digits) = match text.as_bytes().first() {
        Some(b'-') => (-1.0, &text[1..]),
        Some(b'+') => (1.0, &text[1..]),
        Some(_) => (1.0, text.as_str()),
        None => return Err(malformed),
    };
    let value = match digits {
        ".inf" => Some(f64::INFINITY),
        ".nan" => Some(f64::NAN),
        _ => digits
            .split(':')
            .try_fold(0.0, |value, place| Some(value * 60.0 + place.trim().parse::<f64>().ok()?)),
    };
    value.map(|value: f64| Kind::Float(sign * value)).ok_or(malformed)
}

fn date(text: Cow<'_, str>) -> Result<Kind<'_>, Refusal> {
    match timestamp::split(text.as_bytes()) {
        Some(parts) if parts.exists() => Ok(Kind::Timestamp(text)),
        _ => Err(Refusal::Malformed("a date")),
    }
}

/// Reads base64 as leniently as the official loader: what does not belong to it is skipped.
fn base64(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count, mut padding) = (0_u32, 0_u32, 0_u32);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding += 1;
                if count >= 2 && count + padding >= 4 {
                    break;
                }
                continue;
            }
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0x00ff_ffff;
        count += 1;
        padding = 0;
        if count == 4 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            count = 0;
        }
    }
    match (count, padding) {
        (0, _) => {}
        (2, 2..) => bytes.push((bits >> 4).to_le_bytes()[0]),
        (3, 1..) => bytes.extend_from_slice(&(bits >> 2).to_be_bytes()[2..]),
        _ => return None,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{base64, plain};
    use crate::source::tree::Kind;

    #[test]
    fn numbers_have_the_values_of_yaml_1_1() {
        let read = |text: &'static str| match plain(text.into()) {
            Ok(Kind::Int(value)) => value.get(),
            other => panic!("{text}: {other:?}"),
        };
        let cases = [
            ("010", 8),
            ("0x10", 16),
            ("0b11", 3),
            ("1:30", 90),
            ("-1:30", -90),
            ("10:30", 630),
            ("1_0", 10),
        ];
        for (text, value) in cases {
            assert_eq!(read(text), value, "{text}");
        }
        let float = |text: &'static str| match plain(text.into()) {
            Ok(Kind::Float(value)) => value,
            other => panic!("{text}: {other:?}"),
        };
        for (text, value) in [("1.0e+1", 10.0), (".5", 0.5), ("1:30.5", 90.5), ("-.inf", f64::NEG_INFINITY)] {
            assert!(
                (float(text) - value).abs() < 1e-9 || (value.is_infinite() && float(text).is_infinite()),
                "{text}"
            );
        }
        assert!(plain("0x_".into()).is_err() && plain("2024-02-30".into()).is_err());
    }

    #[test]
    fn base64_skips_what_does_not_belong_to_it() {
        assert_eq!(base64("aGk=").as_deref(), Some(&b"hi"[..]));
        assert_eq!(base64("aG\n k=").as_deref(), Some(&b"hi"[..]));
        assert_eq!(base64("aGlhaGk=").as_deref(), Some(&b"hiahi"[..]));
        assert_eq!(base64("").as_deref(), Some(&b""[..]));
        assert_eq!(base64("aGk"), None);
        assert_eq!(base64("a"), None);
        assert_eq!(base64("ä"), None);
    }
}
