//! Names like one that is not known.

use strsim::damerau_levenshtein;

/// How many are named.
const MOST: usize = 3;
/// Longer texts are no names of types.
const LONGEST: usize = 40;

/// The names that are most like a word.
pub(super) fn nearest(word: &str, names: Vec<String>) -> Vec<String> {
    let word = word.trim().to_lowercase();
    if word.is_empty() || word.len() > LONGEST {
        return Vec::new();
    }
    // A slip is not to lead from GPUs (p) to storage (i), where the letters in front are those of a real class.
    let class = class(&word);
    let of_class = |name: &String| self::class(name) == class;
    let class_is_known = names.iter().any(of_class);
    let mut candidates: Vec<(Unlikeness, String)> = names
        .into_iter()
        .filter(|name| !class_is_known || of_class(name))
        .map(|name| (Unlikeness::between(&word, &name), name))
        .collect();
    let tolerance = (word.chars().count() / 4).clamp(1, 3);
    let is_near =
        |unlikeness: &Unlikeness| unlikeness.family == Kinship::Same || unlikeness.distance <= tolerance;
    // A type that is gone: others of its class are better than nothing.
    let any_is_near = candidates.iter().any(|(unlikeness, _)| is_near(unlikeness));
    if any_is_near || !class_is_known || !word.contains('.') {
        candidates.retain(|(unlikeness, _)| is_near(unlikeness));
    }
    candidates.sort();
    candidates.truncate(MOST);
    candidates.into_iter().map(|(_, name)| name).collect()
}

/// How unlike two names are; the more important first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Unlikeness {
    /// A slip of one letter is nearer than another size of the same family.
    slips: usize,
    family: Kinship,
    distance: usize,
    /// How far the sizes are apart.
    size: u64,
}

impl Unlikeness {
    fn between(word: &str, name: &str) -> Self {
        let (family, size) = parts(word);
        let (other_family, other_size) = parts(name);
        let distance =
            damerau_levenshtein(word, name).min(families(family, other_family) + sizes(size, other_size));
        Self {
            slips: distance.max(1),
            family: Kinship::between(family, other_family),
            distance,
            size: number(size).abs_diff(number(other_size)),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kinship {
    Same,
    /// Such as `p4d` to `p4`.
    Longer,
    Other,
}

impl Kinship {
    fn between(wanted: &str, known: &str) -> Self {
        match known.strip_prefix(wanted) {
            Some("") => Self::Same,
            Some(_) => Self::Longer,
            None => Self::Other,
        }
    }
}

/// How far two families are apart; a longer one is as near as a slip.
fn families(wanted: &str, known: &str) -> usize {
    match Kinship::between(wanted, known) {
        Kinship::Same => 0,
        Kinship::Longer => 1,
        Kinship::Other => damerau_levenshtein(wanted, known),
    }
}

/// How far two sizes are apart; without one, any will do.
fn sizes(wanted: &str, known: &str) -> usize {
    if wanted.is_empty() { 0 } else { damerau_levenshtein(wanted, known) }
}

fn parts(name: &str) -> (&str, &str) {
    name.split_once('.').unwrap_or((name, ""))
}

/// The letters in front, such as `p` and `trn`.
fn class(name: &str) -> &str {
    name.split(|character: char| !character.is_ascii_lowercase()).next().unwrap_or_default()
}

/// The number in a size: 48 of `48xlarge`, without one that of the largest.
fn number(size: &str) -> u64 {
    let digits: String = size.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(if size.is_empty() { u64::MAX } else { 1 })
}

#[cfg(test)]
mod tests {
    use crate::facts::{EmbeddedCatalogue, InstanceCatalogue};

    #[test]
    fn what_was_probably_meant_comes_first() {
        for (word, near) in [
            ("p5.49xlarge", &["p5.48xlarge", "p5.4xlarge", "p5e.48xlarge"] as &[&str]),
            ("P5.48xlarge ", &["p5.48xlarge", "p5.4xlarge", "p5e.48xlarge"]),
            ("p5", &["p5.48xlarge", "p5.4xlarge", "p5e.48xlarge"]),
            ("p5.48xl", &["p5.48xlarge", "p5.4xlarge"]),
            ("p548xlarge", &["p5.48xlarge", "p5e.48xlarge", "p5.4xlarge"]),
            ("p5.96xlarge", &["p5.48xlarge", "p5.4xlarge"]),
            ("p4.24xlarge", &["p4d.24xlarge", "p4de.24xlarge", "p5.4xlarge"]),
            ("p6.48xlarge", &["p6-b200.48xlarge", "p6-b300.48xlarge", "p5.48xlarge"]),
            ("p6e-gb200.36xlarge", &["p6-b200.48xlarge", "p6-b300.48xlarge", "p5e.48xlarge"]),
            ("p3.16xlarge", &["p3dn.24xlarge", "p5.4xlarge", "p5.48xlarge"]),
            ("g4ad.xlarge", &["g4dn.xlarge"]),
            ("m5.20xlarge", &["m5.24xlarge", "m5.2xlarge", "m5.16xlarge"]),
            ("t2micro", &["t2.micro"]),
            ("n5.large", &["c5.large", "m5.large", "r5.large"]),
            ("kubernetes", &[]),
            ("", &[]),
        ] {
            assert_eq!(EmbeddedCatalogue.nearest(word), near, "{word}");
        }
        assert_eq!(EmbeddedCatalogue.nearest(&"p5".repeat(1000)), [""; 0]);
    }
}
