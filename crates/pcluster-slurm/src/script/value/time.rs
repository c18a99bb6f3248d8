//! Time limits.

use super::number::digits_only;
use crate::job::TimeLimit;

/// Slurm counts seconds in 32 bits, and wraps around beyond.
const MOST_SECONDS: u64 = i32::MAX as u64;

/// A time limit: `minutes`, `minutes:seconds`, `hours:minutes:seconds`, `days-hours`, `days-hours:minutes`,
/// `days-hours:minutes:seconds`, or `UNLIMITED`, `INFINITE`, `-1` and 0, which are all the same.
///
/// ```
/// use pcluster_slurm::job::TimeLimit;
/// use pcluster_slurm::script::value::time;
///
/// assert_eq!(time("90"), Some(TimeLimit::Seconds(90 * 60)));
/// assert_eq!(time("1-12"), Some(TimeLimit::Seconds(36 * 3600)));
/// assert_eq!(time("2 hours"), None);
/// ```
pub fn time(text: &str) -> Option<TimeLimit> {
    let unlimited = ["-1", "INFINITE", "UNLIMITED"];
    if unlimited.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return Some(TimeLimit::Unlimited);
    }
    let seconds = match text.split_once('-') {
        // Nothing has to stand behind the dash.
        Some((days, "")) => sum([(days, 86_400)])?,
        Some((days, rest)) => {
            let mut parts = rest.splitn(3, ':');
            let units = [3600, 60, 1];
            let mut seconds = sum([(days, 86_400)])?;
            for unit in units {
                let Some(part) = parts.next() else { break };
                seconds = seconds.checked_add(sum([(part, unit)])?)?;
            }
            seconds
        }
        None => match text.splitn(3, ':').collect::<Vec<_>>().as_slice() {
            [minutes] => sum([(minutes, 60)])?,
            [minutes, seconds] => sum([(minutes, 60), (seconds, 1)])?,
            [hours, minutes, seconds] => sum([(hours, 3600), (minutes, 60), (seconds, 1)])?,
            _ => return None,
        },
    };
    match seconds {
        0 => Some(TimeLimit::Unlimited),
        // Minutes are rounded up, and must not wrap around by that.
        _ => (seconds <= MOST_SECONDS - 59).then_some(TimeLimit::Seconds(seconds)),
    }
}

fn sum<const N: usize>(parts: [(&str, u64); N]) -> Option<u64> {
    parts
        .into_iter()
        .try_fold(0_u64, |sum, (digits, unit)| sum.checked_add(digits_only(digits)?.checked_mul(unit)?))
}
