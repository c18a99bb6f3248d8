//! Whole numbers as ParallelCluster reads them.

use std::borrow::Cow;
use std::fmt;

use garde::rules::range::{Bounds, OutOfBounds};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// A whole number.
///
/// ParallelCluster takes whole numbers of any size, also written as text (`'5'`), and cuts off the fraction of
/// a float (`5.9` is 5). This type holds what is left after that; numbers beyond 128 bits are held at the end of
/// the range, which is past every limit that exists.
///
/// ```
/// use pcluster_config::scalar::Int;
///
/// assert_eq!(Int::from(5).get(), 5);
/// assert_eq!("1_000".parse::<Int>(), Ok(Int::from(1000)));
/// assert!("5.9".parse::<Int>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Int(i128);

/// The text is not a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a whole number")]
pub struct ParseIntError;

impl Int {
    /// The name by which a deserializer can tell that this type is asked for.
    pub(crate) const NAME: &str = "Int";

    /// The number, held at the ends of the 64-bit range.
    pub fn get(self) -> i64 {
        i64::try_from(self.0).unwrap_or(if self.0 < 0 { i64::MIN } else { i64::MAX })
    }

    /// The number, held at the ends of the 128-bit range.
    pub fn wide(self) -> i128 {
        self.0
    }

    /// What is left of a float when its fraction is cut off; `None` for infinities and for what is not a number.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast that stays within the range is what is wanted"
    )]
    pub fn truncate(float: f64) -> Option<Self> {
        float.is_finite().then_some(Self(float as i128))
    }

    /// A number of up to 128 bits.
    pub(crate) fn from_wide(value: i128) -> Self {
        Self(value)
    }

    /// Reads digits of the given radix (2 to 36); a number too large is held at the end of the range.
    pub(crate) fn from_digits(
        digits: impl Iterator<Item = char>,
        radix: u32,
        negative: bool,
    ) -> Option<Self> {
        let mut value: i128 = 0;
        let mut any = false;
        for digit in digits {
            let digit = i128::from(digit.to_digit(radix)?);
            value = value.saturating_mul(i128::from(radix)).saturating_add(digit);
            any = true;
        }
        any.then_some(Self(if negative { -value } else { value }))
    }

    /// Adds a sexagesimal place: `self * 60 + place`.
    pub(crate) fn sexagesimal(self, place: Self) -> Self {
        Self(self.0.saturating_mul(60).saturating_add(place.0))
    }

    /// The number with its sign turned.
    pub(crate) fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Self {
        Self(value.into())
    }
}

impl From<i32> for Int {
    fn from(value: i32) -> Self {
        Self(value.into())
    }
}

impl From<Int> for i64 {
    fn from(value: Int) -> Self {
        value.get()
    }
}

impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The longest text that Python turns into a number.
const MAX_DIGITS: usize = 4300;

impl std::str::FromStr for Int {
    type Err = ParseIntError;

    /// Reads text as Python's `int` does: white space around, a sign, decimal digits of any script, single
    /// underscores between digits.
    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let text = text.trim_matches(is_python_space);
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let mut plain = String::with_capacity(digits.len());
        let mut after_digit = false;
        for character in digits.chars() {
            if character == '_' && after_digit {
                after_digit = false;
            } else {
                plain.push(decimal_digit(character).ok_or(ParseIntError)?);
                after_digit = true;
            }
        }
        if !after_digit || plain.len() > MAX_DIGITS {
            return Err(ParseIntError);
        }
        Self::from_digits(plain.chars(), 10, negative).ok_or(ParseIntError)
    }
}

/// White space that Python's `int` takes off both ends.
fn is_python_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// The ASCII digit with the same value as a decimal digit of any script.
///
/// Unicode keeps the ten digits of a script together and in order (Unicode Standard, section 4.6), so the value of
/// one is its distance from the first of its run.
fn decimal_digit(character: char) -> Option<char> {
    if character.is_ascii_digit() {
        return Some(character);
    }
    if character.is_ascii() {
        return None;
    }
    let zero = *ZEROS.get(ZEROS.partition_point(|&zero| zero <= character).checked_sub(1)?)?;
    char::from_digit(u32::from(character) - u32::from(zero), 10)
}

/// The zeros of the scripts beyond ASCII, in order (Unicode 14.0.0, as in Python 3.11; general category Nd).
#[rustfmt::skip]
const ZEROS: [char; 65] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{1090}',
    '\u{17e0}', '\u{1810}', '\u{1946}', '\u{19d0}', '\u{1a80}', '\u{1a90}', '\u{1b50}', '\u{1bb0}',
    '\u{1c40}', '\u{1c50}', '\u{a620}', '\u{a8d0}', '\u{a900}', '\u{a9d0}', '\u{a9f0}', '\u{aa50}',
    '\u{abf0}', '\u{ff10}', '\u{104a0}', '\u{10d30}', '\u{11066}', '\u{110f0}', '\u{11136}', '\u{111d0}',
    '\u{112f0}', '\u{11450}', '\u{114d0}', '\u{11650}', '\u{116c0}', '\u{11730}', '\u{118e0}', '\u{11950}',
    '\u{11c50}', '\u{11d50}', '\u{11da0}', '\u{16a60}', '\u{16ac0}', '\u{16b50}', '\u{1d7ce}', '\u{1d7d8}',
    '\u{1d7e2}', '\u{1d7ec}', '\u{1d7f6}', '\u{1e140}', '\u{1e2f0}', '\u{1e950}', '\u{1fbf0}',
];

impl Serialize for Int {
    /// As a number where it fits into 64 bits, else as digits in quotes, which ParallelCluster reads as the same.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(self.0) {
            Ok(value) => serializer.serialize_i64(value),
            Err(_) => serializer.collect_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Int {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::NAME, IntVisitor)
    }
}

struct IntVisitor;

impl<'de> Visitor<'de> for IntVisitor {
    type Value = Int;

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Int, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E>(self, value: i64) -> Result<Int, E> {
        Ok(Int(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Int, E> {
        Ok(Int(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Int, E> {
        Ok(Int(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Int, E> {
        Int::truncate(value).ok_or_else(|| E::invalid_value(de::Unexpected::Float(value), &self))
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<Int, E> {
        let number = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok());
        number.ok_or_else(|| E::invalid_value(de::Unexpected::Bytes(value), &self))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Int, E> {
        value.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(value), &self))
    }
}

impl JsonSchema for Int {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Int".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer" })
    }
}

impl Bounds for Int {
    type Size = i64;

    const MIN: i64 = i64::MIN;
    const MAX: i64 = i64::MAX;

    fn validate_bounds(&self, lower: i64, upper: i64) -> Result<(), OutOfBounds> {
        if lower != Self::MIN && self.0 < lower.into() {
            Err(OutOfBounds::Lower)
        } else if upper != Self::MAX && self.0 > upper.into() {
            Err(OutOfBounds::Upper)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_as_python_reads_it() {
        let read = |text: &str| text.parse::<Int>().ok().map(Int::get);
        for (text, value) in
            [("5", 5), (" 5 ", 5), ("+5", 5), ("-5", -5), ("1_0", 10), ("08", 8), ("٥", 5), ("１２", 12)]
        {
            assert_eq!(read(text), Some(value), "{text:?}");
        }
        for text in ["", " ", "-", "_1", "1_", "1__0", "5.9", "0o10", "1e1", "0x10", "²", "五", "- 5"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_number_beyond_every_size_is_held_at_the_end_of_the_range() {
        let huge: Int = "9".repeat(100).parse().unwrap();
        assert_eq!(huge.get(), i64::MAX);
        assert_eq!(Int::truncate(1e300).map(Int::get), Some(i64::MAX));
        assert_eq!(Int::truncate(f64::NAN), None);
    }
}
