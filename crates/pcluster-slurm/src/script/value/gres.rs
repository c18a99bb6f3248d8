//! Generic resources, GPUs above all.

use super::number::leading_digits;
use crate::job::{GpuCount, Gres};

/// GPUs: `8`, `h100`, `h100:8`, `a100:2,h100:4`. A count may end with K, M, G, T or P.
///
/// ```
/// use pcluster_slurm::script::value::gpus;
///
/// assert_eq!(gpus("a100:2,h100:4").map(|gpus| gpus.total()), Some(6));
/// assert_eq!(gpus("8xh100:"), None);
/// ```
pub fn gpus(text: &str) -> Option<GpuCount> {
    let of = text.split(',').filter(|item| !item.is_empty());
    let of = of.map(typed).collect::<Option<Vec<_>>>()?;
    let kinds = of.iter().map(|(kind, count)| (kind.is_some(), *count));
    is_one_way(kinds).then_some(GpuCount { of })
}

/// Generic resources of a node: `gpu:8`, `gpu:h100:8,nvme:1`, `none`. `gres/gpu:8` and `gres:gpu:8` are the same as `gpu:8`;
/// an item with the count 0 asks for nothing.
pub fn gres(text: &str) -> Option<Vec<Gres>> {
    if text.eq_ignore_ascii_case("none") {
        return Some(Vec::new());
    }
    let items = text.split(',').map(item).collect::<Option<Vec<_>>>()?;
    let is_sound = items.iter().enumerate().all(|(index, first)| {
        // Who asks for the same resource a thousand times is not told which of them is wrong.
        let others = items.iter().skip(index).take(MOST).filter(|item| item.name == first.name);
        is_one_way(others.map(|item| (item.kind.is_some(), item.count)))
    });
    is_sound.then_some(items)
}

/// Items that are compared with each other.
const MOST: usize = 64;

/// Whether all have a type or none has, as Slurm wants it for one resource. What is asked for 0 times does not count.
fn is_one_way(mut kinds: impl Iterator<Item = (bool, u64)>) -> bool {
    let mut first = None;
    kinds.all(|(has_type, count)| count == 0 || *first.get_or_insert(has_type) == has_type)
}

fn item(text: &str) -> Option<Gres> {
    let text = text.strip_prefix("gres:").or_else(|| text.strip_prefix("gres/")).unwrap_or(text);
    let (name, rest) = match text.split_once(':') {
        Some((name, rest)) => (name, Some(rest)),
        None => (text, None),
    };
    if name.is_empty() || name.contains('=') {
        return None;
    }
    let (kind, count) = rest.map_or(Some((None, 1)), typed)?;
    Some(Gres { name: name.to_owned(), kind, count })
}

/// `COUNT`, `TYPE` or `TYPE:COUNT`.
fn typed(text: &str) -> Option<(Option<String>, u64)> {
    match text.split_once(':') {
        Some(("", _)) => None,
        Some((kind, count)) => Some((Some(kind.to_owned()), number(count)?)),
        None if text.is_empty() => None,
        None => Some(number(text).map_or_else(|| (Some(text.to_owned()), 1), |count| (None, count))),
    }
}

/// A count with its unit.
fn number(text: &str) -> Option<u64> {
    let (digits, unit) = leading_digits(text.strip_prefix('+').unwrap_or(text));
    let number: u64 = digits.parse().ok()?;
    let unit = unit.to_ascii_lowercase();
    let (base, prefix) = match unit.as_bytes() {
        [] => return Some(number),
        [prefix] | [prefix, b'i', b'b'] => (1024_u64, prefix),
        [prefix, b'b'] => (1000, prefix),
        _ => return None,
    };
    let power = b"kmgtp".iter().position(|known| known == prefix)?;
    number.checked_mul(base.checked_pow(u32::try_from(power + 1).ok()?)?)
}
