//! Names like one that is not known.

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
    let is_near = |unlikeness: &Unlikeness| !unlikeness.other_family || unlikeness.distance <= tolerance;
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
    other_family: bool,
    distance: usize,
    /// How far the sizes are apart.
    size: u64,
}

impl Unlikeness {
    fn between(word: &str, name: &str) -> Self {
        let (family, size) = parts(word);
        let (other_family, other_size) = parts(name);
        let distance = strsim::damerau_levenshtein(word, name);
        Self {
            slips: distance.max(1),
            other_family: family != other_family,
            distance,
            size: number(size).abs_diff(number(other_size)),
        }
    }
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
