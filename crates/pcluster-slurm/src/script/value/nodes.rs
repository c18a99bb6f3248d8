//! Numbers of nodes.

use super::number::{is_blank, leading_digits};
use crate::job::NodeCount;

/// Greatest number that Slurm's counters hold.
const MOST: u64 = i32::MAX as u64;

/// How many nodes: `2`, `2-4`, `-4` (1 to 4), with k for 1024 and m for 1024 * 1024; since Slurm 23.02 also lists such as
/// `2,4,8` and `2-8:2`, of which the least and the greatest count are kept.
///
/// ```
/// use pcluster_slurm::job::NodeCount;
/// use pcluster_slurm::script::value::nodes;
///
/// assert_eq!(nodes("2-4"), Some(NodeCount { min: 2, max: Some(4) }));
/// assert_eq!(nodes("two"), None);
/// ```
pub fn nodes(text: &str) -> Option<NodeCount> {
    if text.contains([',', ':']) {
        return listed(text);
    }
    let Some((min, max)) = text.split_once('-') else {
        return one(text).map(|min| NodeCount { min, max: None });
    };
    let min = if is_empty(min) { 1 } else { one(min)? };
    match one(max)? {
        // No limit
        0 => Some(NodeCount { min, max: Some(u64::MAX) }),
        max => (min <= max).then_some(NodeCount { min, max: Some(max) }),
    }
}

fn one(text: &str) -> Option<u64> {
    let text = text.trim_start_matches(is_blank);
    let (digits, rest) = leading_digits(text.strip_prefix('+').unwrap_or(text));
    let number: u64 = digits.parse().ok()?;
    let (factor, rest) = match rest.as_bytes().first() {
        Some(b'k' | b'K') => (1024, &rest[1..]),
        _ => (1, rest),
    };
    let (factor, rest) = match rest.as_bytes().first() {
        Some(b'm' | b'M') => (factor * 1024 * 1024, &rest[1..]),
        _ => (factor, rest),
    };
    let number = number.checked_mul(factor)?;
    (is_empty(rest) && number <= MOST).then_some(number)
}

/// Counts and ranges with a step, behind one another.
fn listed(text: &str) -> Option<NodeCount> {
    let (mut min, mut max) = (u64::MAX, 0);
    for item in text.split(',') {
        let (range, step) = match item.split_once(':') {
            Some((range, step)) => (range, digits(step).filter(|step| *step > 0)?),
            None => (item, 1),
        };
        let (first, last) = match range.split_once('-') {
            Some((first, last)) => (digits(first)?, digits(last)?),
            None => (digits(range)?, digits(range)?),
        };
        if first > last {
            return None;
        }
        min = min.min(first);
        max = max.max(first + (last - first) / step * step);
    }
    Some(NodeCount { min, max: Some(max) })
}

/// A count in a list; Slurm keeps a bit for each up to 65,533.
fn digits(text: &str) -> Option<u64> {
    super::number::digits_only(text).filter(|number| *number < 0xfffd)
}

fn is_empty(text: &str) -> bool {
    text.chars().all(is_blank)
}
