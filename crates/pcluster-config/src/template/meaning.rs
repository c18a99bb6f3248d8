//! What a plain scalar of a text would mean: to YAML 1.1, which the official tool reads, and to YAML 1.2.

/// The longest whole number that counts as one. An AWS account id has twelve digits, and is a text.
const MAX_DIGITS: usize = 11;
/// Longer fractions may be rounded, and then no longer be the text.
const MAX_FRACTION: usize = 6;

/// What YAML makes of a text without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The text itself.
    Text,
    /// A number or a boolean, which everybody reads in the same way.
    Value,
    /// Something else than it says to somebody: `yes`, `0123`, `1:30`, a date, nothing.
    Surprise,
}

/// What YAML makes of a text without quotes.
pub(super) fn meaning(text: &str) -> Meaning {
    if matches!(text, "true" | "false") || is_whole(text) || is_decimal(text) {
        Meaning::Value
    } else if is_word(text) || is_number(text) || is_date(text) {
        Meaning::Surprise
    } else {
        Meaning::Text
    }
}

/// `0`, `-1`, `43200`
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    text != "-0"
        && (1..=MAX_DIGITS).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
}

/// `1.5`, `2.0`, but not `3.10`, which would lose its last digit.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let Some((whole, fraction)) = unsigned.split_once('.') else { return false };
    let canonical = fraction == "0" || !fraction.ends_with('0');
    canonical
        && !whole.starts_with('-')
        && is_whole(whole)
        && text != "-0.0"
        && (1..=MAX_FRACTION).contains(&fraction.len())
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

/// A word for nothing, for yes and no, for a merge or a default.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "yes", "no", "true", "false", "on", "off", "y", "n"];
    matches!(text, "" | "~" | "=" | "<<") || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// A number in any notation that anybody reads: `0o17`, `0x1F`, `1_000`, `1e3`, `.5`, `.inf`, `1:30`.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if [".inf", ".nan"].iter().any(|word| word.eq_ignore_ascii_case(unsigned)) {
        return true;
    }
    if let Some(digits) =
        ["0x", "0X", "0o", "0O", "0b", "0B"].iter().find_map(|base| unsigned.strip_prefix(base))
    {
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let digits = |text: &str, others: &[u8]| {
        text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || others.contains(&byte))
    };
    digits(exponent, b"_") && digits(mantissa, b"_.:") && mantissa.matches('.').count() <= 1
}

/// What begins like `2001-12-14`.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 5
        && bytes.iter().take(4).all(u8::is_ascii_digit)
        && bytes.get(4) == Some(&b'-')
        && bytes.get(5).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_booleans_in_their_usual_form_are_values() {
        for text in [
            "0",
            "4",
            "-1",
            "43200",
            "12345678901",
            "1.5",
            "-0.25",
            "2.0",
            "2.15",
            "0.041653",
            "true",
            "false",
        ] {
            assert_eq!(meaning(text), Meaning::Value, "{text}");
        }
    }

    #[test]
    fn what_somebody_reads_otherwise_is_a_surprise() {
        for text in [
            "",
            "~",
            "null",
            "Null",
            "NULL",
            "yes",
            "Yes",
            "NO",
            "on",
            "Off",
            "y",
            "N",
            "True",
            "FALSE",
            "=",
            "<<",
            "0123",
            "012345678901",
            "123456789012",
            "0o17",
            "0x1F",
            "0b101",
            "+1",
            "-0",
            "1_000",
            "1e3",
            "1E+3",
            "1.5e-3",
            ".5",
            "5.",
            "3.10",
            "1.",
            "+.5",
            ".inf",
            "-.INF",
            ".NaN",
            "1:30",
            "-1:30:15",
            "1:30.5",
            "190:20:30",
            "2001-12-14",
            "2001-12-14t21:59:43.10-05:00",
            "2001-1-1 1:1:1",
            "0899",
            "00",
            "1.2345678",
        ] {
            assert_eq!(meaning(text), Meaning::Surprise, "{text}");
        }
    }

    #[test]
    fn names_and_addresses_are_texts() {
        for text in [
            "us-east-1",
            "10.0.0.0/16",
            "10.0.0.1",
            "3.13.1",
            "6syhhbev",
            "g5.8xlarge",
            "vpc-0a1b",
            "s3://b/x",
            "x",
            "e3",
            "1e",
            "0xyz",
            "1:a",
            "a:b",
            ".",
            "..",
            "_",
            "nope",
            "2.15a",
            "1.2.3:4",
            "12-31",
            "v2.0",
        ] {
            assert_eq!(meaning(text), Meaning::Text, "{text}");
        }
    }
}
