//! Dates and times in YAML 1.1.

/// The parts of a timestamp.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    date: [u32; 3],
    pub(super) time: Option<Time>,
}

/// The time and the distance from UTC.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Time {
    clock: [u32; 3],
    /// Hours and minutes.
    zone: Option<[u32; 2]>,
}

/// Splits a timestamp: `YYYY-M-D`, and a time with an optional fraction and an optional zone.
pub(super) fn split(text: &[u8]) -> Option<Parts> {
    let mut rest = text;
    let year = digits(&mut rest, 4, 4)?;
    expect(&mut rest, b"-")?;
    let month = digits(&mut rest, 1, 2)?;
    expect(&mut rest, b"-")?;
    let day = digits(&mut rest, 1, 2)?;
    let date = [year, month, day];
    if rest.is_empty() {
        return Some(Parts { date, time: None });
    }
    if expect(&mut rest, b"Tt").is_none() && blanks(&mut rest) == 0 {
        return None;
    }
    let hour = digits(&mut rest, 1, 2)?;
    expect(&mut rest, b":")?;
    let minute = digits(&mut rest, 2, 2)?;
    expect(&mut rest, b":")?;
    let second = digits(&mut rest, 2, 2)?;
    if expect(&mut rest, b".").is_some() {
        let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        rest = rest.get(end..)?;
    }
    blanks(&mut rest);
    let zone = if rest.is_empty() || expect(&mut rest, b"Z").is_some() {
        None
    } else {
        expect(&mut rest, b"+-")?;
        let hours = digits(&mut rest, 1, 2)?;
        let minutes = if expect(&mut rest, b":").is_some() { digits(&mut rest, 2, 2)? } else { 0 };
        Some([hours, minutes])
    };
    rest.is_empty().then_some(Parts { date, time: Some(Time { clock: [hour, minute, second], zone }) })
}

impl Parts {
    /// Whether the calendar and the clock have it.
    pub(super) fn exists(&self) -> bool {
        let [year, month, day] = self.date;
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(leap),
            _ => 0,
        };
        let time = self.time.as_ref().is_none_or(|time| {
            let [hour, minute, second] = time.clock;
            let zone = time.zone.is_none_or(|[hours, minutes]| hours * 60 + minutes < 24 * 60);
            hour < 24 && minute < 60 && second < 60 && zone
        });
        year > 0 && (1..=days).contains(&day) && time
    }
}

fn digits(rest: &mut &[u8], least: usize, most: usize) -> Option<u32> {
    let count = rest.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    if count < least {
        return None;
    }
    let (digits, after) = rest.split_at_checked(count)?;
    *rest = after;
    Some(digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

fn expect(rest: &mut &[u8], any_of: &[u8]) -> Option<()> {
    let (first, after) = rest.split_first()?;
    any_of.contains(first).then(|| *rest = after)
}

fn blanks(rest: &mut &[u8]) -> usize {
    let count = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    *rest = rest.get(count..).unwrap_or_default();
    count
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn only_what_the_calendar_has_exists() {
        let exists = |text: &str| split(text.as_bytes()).map(|parts| parts.exists());
        for text in ["2024-02-29", "2024-1-1 1:00:00", "2024-01-01T23:59:59.9999999 -23:59"] {
            assert_eq!(exists(text), Some(true), "{text}");
        }
        for text in
            ["2023-02-29", "2024-13-01", "0000-01-01", "2024-01-01T24:00:00Z", "2024-01-01 1:00:00 +24"]
        {
            assert_eq!(exists(text), Some(false), "{text}");
        }
        for text in ["2024-01", "2024-01-01T", "2024-01-01T10:00", "2024-01-01T10:00:00 +2x"] {
            assert_eq!(exists(text), None, "{text}");
        }
    }
}
