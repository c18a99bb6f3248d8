//! Whole numbers.

/// Greatest number that Slurm's counters hold.
const MOST: u64 = i32::MAX as u64;

/// A number above 0: blanks and a `+` in front are passed over, anything behind is refused.
pub fn count(text: &str) -> Option<u64> {
    signed(text).filter(|number| *number > 0)
}

/// A number, or 0, for which an empty text does as well.
pub fn whole(text: &str) -> Option<u64> {
    if text.is_empty() { Some(0) } else { signed(text) }
}

fn signed(text: &str) -> Option<u64> {
    let text = text.trim_start_matches(is_blank);
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits_only(digits).filter(|number| *number <= MOST)
}

/// Digits and nothing else.
pub(super) fn digits_only(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Digits at the beginning, and what comes after them.
pub(super) fn leading_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// What C calls white space.
pub(in crate::script) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}
