//! Points in time, as Slurm counts them: in seconds since 1970.

use serde::Serializer;

/// Seconds since 1970 as `2026-11-22T09:12:57Z` (RFC 3339).
pub fn utc(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // The Gregorian calendar in years that begin in March, in periods of 400 years.
    let shifted = days + 719_468;
    let period = shifted.div_euclid(146_097);
    let day = shifted.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + period * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{of_month:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// A moment that may not be known, for programs.
#[expect(clippy::ref_option, reason = "as serde wants it")]
pub(super) fn serialize<S: Serializer>(moment: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    match moment {
        Some(seconds) => serializer.serialize_str(&utc(*seconds)),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::utc;

    #[test]
    fn moments_are_those_of_the_calendar() {
        assert_eq!(utc(0), "1970-01-01T00:00:00Z");
        assert_eq!(utc(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(utc(1_795_338_777), "2026-11-22T09:12:57Z");
    }
}
