//! Lists of hosts as Slurm writes them: `gpu-st-p5-[1-3,7],cpu-dy-c5-1`.

use thiserror::Error;

/// Most names that a list may stand for: Slurm has no more nodes than that.
const MOST: usize = 65_536;

/// Why a list of hosts cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HostListError {
    /// A bracket is not closed, or was never opened.
    #[error("a bracket has no counterpart")]
    Bracket,
    /// What stands in brackets is no list of numbers and ranges.
    #[error("what stands in brackets is not a list of numbers and ranges")]
    Range,
    /// It stands for more than 65,536 names.
    #[error("it stands for more than {MOST} nodes")]
    TooMany,
}

/// The names of a list, in its order.
///
/// ```
/// use pcluster_slurm::cluster::hostlist::expand;
///
/// assert_eq!(expand("p5-[1-2,07-08],cpu").unwrap(), ["p5-1", "p5-2", "p5-07", "p5-08", "cpu"]);
/// assert!(expand("p5-[1-999999999]").is_err());
/// ```
///
/// # Errors
///
/// Where brackets or ranges cannot be read, or where there are too many names.
pub fn expand(list: &str) -> Result<Vec<String>, HostListError> {
    let mut names = Vec::new();
    for item in items(list)? {
        names.extend(expand_one(item, MOST - names.len())?);
    }
    Ok(names)
}

/// The items between commas outside of brackets.
fn items(list: &str) -> Result<Vec<&str>, HostListError> {
    let mut items = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (index, character) in list.char_indices() {
        match (character, inside) {
            ('[', false) => inside = true,
            (']', true) => inside = false,
            ('[', true) | (']', false) => return Err(HostListError::Bracket),
            (',' | ' ', false) => {
                items.extend(list.get(start..index));
                start = index + 1;
            }
            _ => {}
        }
    }
    if inside {
        return Err(HostListError::Bracket);
    }
    items.extend(list.get(start..));
    items.retain(|item| !item.is_empty());
    Ok(items)
}

/// The names of an item, which may have several brackets, at most so many.
fn expand_one(item: &str, most: usize) -> Result<Vec<String>, HostListError> {
    let mut names = vec![String::new()];
    let mut rest = item;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').ok_or(HostListError::Bracket)?;
        let numbers = numbers(inside, most)?;
        if names.len().saturating_mul(numbers.len()) > most {
            return Err(HostListError::TooMany);
        }
        let with = |name: &String| numbers.iter().map(|number| format!("{name}{before}{number}")).collect();
        names = names.iter().flat_map::<Vec<String>, _>(with).collect();
        rest = after;
    }
    if names.len() > most {
        return Err(HostListError::TooMany);
    }
    for name in &mut names {
        name.push_str(rest);
    }
    Ok(names)
}

/// The numbers of `1-3,07`, with the zeros in front of them.
fn numbers(ranges: &str, most: usize) -> Result<Vec<String>, HostListError> {
    let mut numbers = Vec::new();
    for range in ranges.split(',') {
        let (low, high) = range.split_once('-').unwrap_or((range, range));
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u64>().ok().filter(|_| digits).ok_or(HostListError::Range)
        };
        let (first, last) = (number(low)?, number(high)?);
        if last < first {
            return Err(HostListError::Range);
        }
        if last - first >= (most - numbers.len().min(most)) as u64 {
            return Err(HostListError::TooMany);
        }
        let width = low.len();
        numbers.extend((first..=last).map(|number| format!("{number:0width$}")));
    }
    Ok(numbers)
}
