//! What texts of a job mean.

use crate::job::{Memory, TimeLimit};

/// A time limit: `hours:minutes:seconds`, `days-hours[:minutes[:seconds]]` or `unlimited`.
pub(crate) fn time(text: &str) -> Option<TimeLimit> {
    if text == "unlimited" {
        return Some(TimeLimit::Unlimited);
    }
    let (days, rest) = match text.split_once('-') {
        Some((days, rest)) => (Some(days.parse::<u64>().ok()?), rest),
        None => (None, text),
    };
    let mut parts = rest.split(':').map(|part| part.parse::<u64>().ok());
    let hours = parts.next()??;
    let minutes = parts.next().map_or(Some(0), |part| part)?;
    let seconds = parts.next().map_or(Some(0), |part| part)?;
    Some(TimeLimit::Seconds(((days.unwrap_or(0) * 24 + hours) * 60 + minutes) * 60 + seconds))
}

/// An amount of memory: a number with `K`, `M`, `G` or `T`, or `all`, which Slurm spells 0. Slurm rounds up to MiB.
pub(crate) fn memory(text: &str) -> Option<Memory> {
    if text == "all" {
        return Some(Memory { mib: 0 });
    }
    let unit = text.chars().last()?;
    let number: u64 = text.strip_suffix(unit)?.parse().ok()?;
    let mib = match unit {
        'K' => number.div_ceil(1024),
        'M' => number,
        'G' => number.saturating_mul(1024),
        'T' => number.saturating_mul(1024 * 1024),
        _ => return None,
    };
    Some(Memory { mib })
}

#[cfg(test)]
mod tests {
    use super::{memory, time};
    use crate::job::{Memory, TimeLimit};

    #[test]
    fn times_are_counted_in_seconds() {
        for (text, seconds) in [
            ("1:00:00", 3600),
            ("1-00:00:00", 86_400),
            ("2-12", 216_000),
            ("0-01:30", 5_400),
            ("00:00:09", 9),
        ] {
            assert_eq!(time(text), Some(TimeLimit::Seconds(seconds)), "{text}");
        }
        assert_eq!(time("unlimited"), Some(TimeLimit::Unlimited));
    }

    #[test]
    fn memory_is_counted_in_mib() {
        for (text, mib) in [("900G", 921_600), ("1T", 1_048_576), ("1K", 1), ("5M", 5), ("all", 0)] {
            assert_eq!(memory(text), Some(Memory { mib }), "{text}");
        }
    }
}
