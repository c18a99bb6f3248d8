//! Indexes of job arrays.

use super::number::leading_digits;

/// No controller takes greater indexes, whatever its `MaxArraySize`.
const GREATEST: u64 = 4_000_000;

/// The tasks of a job array: `0-15`, `1,3,5-9:2`, `0-15%4`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Array {
    /// First and last index and step, as they are written. They may overlap.
    pub ranges: Vec<(u64, u64, u64)>,
    /// Most tasks that run at a time.
    pub at_a_time: Option<u64>,
}

impl Array {
    /// Reads `--array`.
    ///
    /// ```
    /// use pcluster_slurm::script::value::Array;
    ///
    /// let array = Array::read("0-15:4%2").unwrap();
    /// assert_eq!((array.greatest(), array.at_a_time), (12, Some(2)));
    /// assert_eq!(Array::read("5-1"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let items = text.split(',').filter(|item| !item.is_empty());
        let ranges = items.map(range).collect::<Option<Vec<_>>>()?;
        let at_a_time = text.split_once('%').and_then(|(_, limit)| leading_digits(limit).0.parse().ok());
        (!ranges.is_empty()).then_some(Self { ranges, at_a_time })
    }

    /// The greatest index.
    pub fn greatest(&self) -> u64 {
        let greatest = self.ranges.iter().map(|(first, last, step)| first + (last - first) / step * step);
        greatest.max().unwrap_or_default()
    }
}

/// `FIRST[-LAST[:STEP]]`, with the end of the array behind a `%`. A number that is not there is 0.
fn range(item: &str) -> Option<(u64, u64, u64)> {
    let item = item.split('%').next().unwrap_or_default();
    let item = item.strip_prefix('[').unwrap_or(item);
    if item.starts_with('-') {
        return None;
    }
    let (first, rest) = number(item)?;
    let Some(rest) = rest.strip_prefix('-') else {
        return rest.is_empty().then_some((first, first, 1));
    };
    let (last, rest) = number(rest)?;
    let (step, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest)?,
        None => (1, rest),
    };
    (rest.is_empty() && first <= last && step > 0).then_some((first, last, step))
}

fn number(text: &str) -> Option<(u64, &str)> {
    let (digits, rest) = leading_digits(text);
    let number = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    (number <= GREATEST).then_some((number, rest.strip_prefix(']').unwrap_or(rest)))
}
