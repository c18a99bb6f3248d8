//! Amounts of memory.

use super::number::{is_blank, leading_digits};
use crate::job::Memory;

/// An amount of memory: a whole number with K, M, G or T behind it (and a B behind that, if you like), in either case; M
/// without one. Kilobytes are rounded up.
///
/// ```
/// use pcluster_slurm::job::Memory;
/// use pcluster_slurm::script::value::memory;
///
/// assert_eq!(memory("2G"), Some(Memory { mib: 2048 }));
/// assert_eq!(memory("1.5G"), None);
/// ```
pub fn memory(text: &str) -> Option<Memory> {
    let text = text.trim_start_matches(is_blank);
    let (digits, unit) = leading_digits(text.strip_prefix('+').unwrap_or(text));
    let number: u64 = digits.parse().ok()?;
    let unit = unit.to_ascii_uppercase();
    let mib = match unit.as_str() {
        "K" | "KB" => number.div_ceil(1024),
        "" | "M" | "MB" => number,
        "G" | "GB" => number.checked_mul(1024)?,
        "T" | "TB" => number.checked_mul(1024 * 1024)?,
        _ => return None,
    };
    i64::try_from(mib).is_ok().then_some(Memory { mib })
}
