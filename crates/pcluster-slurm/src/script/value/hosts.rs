//! Lists of nodes.

use super::number::leading_digits;

/// Most digits of a number within brackets: more nodes than that no cluster has.
const MOST_DIGITS: usize = 18;

/// A list of nodes: `head,gpu-st-p5-[1-3,07]`. It is kept as it is written, so that a range of a billion nodes costs
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    items: Vec<Vec<Part>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Numbers(Vec<Range>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    first: u64,
    last: u64,
    /// Digits, where the numbers are filled up with zeros.
    width: usize,
}

impl Range {
    fn len(&self) -> u64 {
        self.last - self.first + 1
    }
}

impl Hosts {
    /// Reads `--nodelist` or `--exclude`. A list with a slash in it names a file, which is not read here.
    ///
    /// ```
    /// use pcluster_slurm::script::value::Hosts;
    ///
    /// let hosts = Hosts::read("gpu-st-p5-[1-3,7],head").unwrap();
    /// assert_eq!(hosts.len(), 5);
    /// assert!(hosts.contains("gpu-st-p5-7") && !hosts.contains("gpu-st-p5-4"));
    /// assert_eq!(hosts.names().take(2).collect::<Vec<_>>(), ["gpu-st-p5-1", "gpu-st-p5-2"]);
    /// assert_eq!(Hosts::read("gpu-st-p5-[1-999999999]").unwrap().len(), 999_999_999);
    /// assert_eq!(Hosts::read("gpu-st-p5-[1-"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let mut items = Vec::new();
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find([',', '[', ']', ' ', '\t', '\n']).unwrap_or(rest.len());
            if end > 0 {
                parts.push(Part::Text(rest[..end].to_owned()));
            }
            rest = &rest[end..];
            match rest.chars().next() {
                Some('[') => {
                    let close = rest.find(']')?;
                    parts.push(Part::Numbers(ranges(&rest[1..close])?));
                    rest = &rest[close + 1..];
                }
                Some(']') => return None,
                Some(_) => {
                    end_item(&mut items, &mut parts);
                    rest = &rest[1..];
                }
                None => {}
            }
        }
        end_item(&mut items, &mut parts);
        (!items.is_empty()).then_some(Self { items })
    }

    /// How many nodes are written, those that are written twice counted twice; at most `u64::MAX`.
    pub fn len(&self) -> u64 {
        self.items.iter().fold(0, |sum, item| sum.saturating_add(product(item)))
    }

    /// Whether it names no node.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether a node is among them.
    pub fn contains(&self, name: &str) -> bool {
        self.items.iter().any(|item| matches(item, name))
    }

    /// The names, one after the other. There may be very many: take only as many as you need.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.items.iter().flat_map(|item| (0..product(item)).map(|index| name(item, index)))
    }
}

fn end_item(items: &mut Vec<Vec<Part>>, parts: &mut Vec<Part>) {
    if !parts.is_empty() {
        items.push(std::mem::take(parts));
    }
}

fn ranges(text: &str) -> Option<Vec<Range>> {
    text.split(',').map(range).collect()
}

fn range(text: &str) -> Option<Range> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let is_number = |digits: &str| !digits.is_empty() && digits.len() <= MOST_DIGITS;
    if !is_number(first) || !is_number(last) || !leading_digits(first).1.is_empty() {
        return None;
    }
    let range = Range { first: first.parse().ok()?, last: last.parse().ok()?, width: first.len() };
    (range.first <= range.last).then_some(range)
}

fn count(ranges: &[Range]) -> u64 {
    ranges.iter().fold(0, |sum, range| sum.saturating_add(range.len()))
}

fn product(item: &[Part]) -> u64 {
    item.iter().fold(1, |product: u64, part| match part {
        Part::Text(_) => product,
        Part::Numbers(ranges) => product.saturating_mul(count(ranges)),
    })
}

/// The name at a position; the last number runs fastest.
fn name(item: &[Part], mut index: u64) -> String {
    let mut pieces = Vec::with_capacity(item.len());
    for part in item.iter().rev() {
        match part {
            Part::Text(text) => pieces.push(text.clone()),
            Part::Numbers(ranges) => {
                let total = count(ranges).max(1);
                pieces.push(number(ranges, index % total));
                index /= total;
            }
        }
    }
    pieces.into_iter().rev().collect()
}

fn number(ranges: &[Range], mut index: u64) -> String {
    for range in ranges {
        if index < range.len() {
            return format!("{:0width$}", range.first + index, width = range.width);
        }
        index -= range.len();
    }
    String::new()
}

fn matches(item: &[Part], name: &str) -> bool {
    let Some((part, rest)) = item.split_first() else { return name.is_empty() };
    match part {
        Part::Text(text) => name.strip_prefix(text.as_str()).is_some_and(|name| matches(rest, name)),
        Part::Numbers(ranges) => {
            let digits = leading_digits(name).0.len().min(MOST_DIGITS + 1);
            // Text that follows may begin with a digit.
            (1..=digits).any(|end| {
                let (digits, behind) = name.split_at(end);
                ranges.iter().any(|range| has(range, digits)) && matches(rest, behind)
            })
        }
    }
}

fn has(range: &Range, digits: &str) -> bool {
    digits.parse().is_ok_and(|number: u64| {
        (range.first..=range.last).contains(&number)
            && format!("{number:0width$}", width = range.width) == digits
    })
}
