//! Naming the keys of sections that may be dropped.

use std::fmt;
use std::str::FromStr;

use crate::location::{Path, Step};

/// The end of a key path: `CapacityReservationTarget`, `ComputeResources.CapacityReservationTarget`,
/// `ComputeResources[].CapacityReservationTarget` or `ComputeResources[0].CapacityReservationTarget`.
///
/// Positions in lists may be left out.
///
/// ```
/// use pcluster_config::location::Path;
/// use pcluster_config::template::KeyPattern;
///
/// let pattern: KeyPattern = "ComputeResources.CapacityReservationTarget".parse()?;
/// let resources = Path::root().key("Scheduling").key("SlurmQueues").index(0).key("ComputeResources");
/// assert!(pattern.matches(&resources.index(1).key("CapacityReservationTarget")));
/// assert!(!pattern.matches(&resources));
/// # Ok::<(), pcluster_config::template::KeyPatternError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPattern(Vec<Part>);

/// Why a text is not a [`KeyPattern`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyPatternError {
    /// There is no key between two dots, or none at all.
    #[error("`{0}` has a key without a name")]
    EmptyKey(String),
    /// The brackets are not `[]` or `[0]`.
    #[error("`{0}` has brackets that hold no position")]
    BadIndex(String),
    /// It ends in brackets.
    #[error("`{0}` names an item of a list; only what has a key can be dropped")]
    Item(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Key(String),
    AnyItem,
    Item(usize),
}

impl KeyPattern {
    /// Whether the path ends as the pattern says.
    pub fn matches(&self, path: &Path) -> bool {
        let mut steps = path.steps().iter().rev();
        self.0.iter().rev().all(|part| {
            let mut step = steps.next();
            if matches!(part, Part::Key(_)) {
                while matches!(step, Some(Step::Index(_))) {
                    step = steps.next();
                }
            }
            match (part, step) {
                (Part::Key(key), Some(Step::Key(step))) => key == step,
                (Part::AnyItem, Some(Step::Index(_))) => true,
                (Part::Item(index), Some(Step::Index(step))) => index == step,
                _ => false,
            }
        })
    }

    /// The key that it is about.
    pub(super) fn last(&self) -> &str {
        match self.0.last() {
            Some(Part::Key(key)) => key,
            _ => "",
        }
    }
}

impl FromStr for KeyPattern {
    type Err = KeyPatternError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = Vec::new();
        for piece in text.split('.') {
            let (key, mut brackets) = piece.split_at(piece.find('[').unwrap_or(piece.len()));
            if key.is_empty() {
                return Err(KeyPatternError::EmptyKey(text.to_owned()));
            }
            parts.push(Part::Key(key.to_owned()));
            while !brackets.is_empty() {
                let inner = brackets.strip_prefix('[').and_then(|open| open.split_once(']'));
                let (index, rest) = inner.ok_or_else(|| KeyPatternError::BadIndex(text.to_owned()))?;
                parts.push(if index.is_empty() {
                    Part::AnyItem
                } else {
                    Part::Item(index.parse().map_err(|_| KeyPatternError::BadIndex(text.to_owned()))?)
                });
                brackets = rest;
            }
        }
        if matches!(parts.last(), Some(Part::Key(_))) {
            Ok(Self(parts))
        } else {
            Err(KeyPatternError::Item(text.to_owned()))
        }
    }
}

impl fmt::Display for KeyPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.iter().enumerate() {
            match part {
                Part::Key(key) if at == 0 => f.write_str(key)?,
                Part::Key(key) => write!(f, ".{key}")?,
                Part::AnyItem => f.write_str("[]")?,
                Part::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_the_end_of_a_path() {
        let path = Path::root().key("A").index(2).index(0).key("B").key("C");
        for (text, expected) in [
            ("C", true),
            ("B.C", true),
            ("A.B.C", true),
            ("A[].B.C", true),
            ("A[0].B.C", true),
            ("A[2][0].B.C", true),
            ("A[2][].B.C", true),
            ("A[1].B.C", false),
            ("X.A.B.C", false),
            ("B", false),
            ("b.C", false),
            ("A.C", false),
        ] {
            let pattern: KeyPattern = text.parse().unwrap();
            assert_eq!((pattern.matches(&path), pattern.to_string()), (expected, text.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        let error = |text: &str| text.parse::<KeyPattern>().unwrap_err();
        assert!(matches!(error(""), KeyPatternError::EmptyKey(_)));
        assert!(matches!(error("A..B"), KeyPatternError::EmptyKey(_)));
        assert!(matches!(error("[0].B"), KeyPatternError::EmptyKey(_)));
        assert!(matches!(error("A[x].B"), KeyPatternError::BadIndex(_)));
        assert!(matches!(error("A[0.B"), KeyPatternError::BadIndex(_)));
        assert!(matches!(error("A[0]x.B"), KeyPatternError::BadIndex(_)));
        assert!(matches!(error("A[0]"), KeyPatternError::Item(_)));
    }
}
