//! Regular expressions with the reading that the official tool gives them.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use garde::rules::AsStr;
use garde::rules::pattern::Matcher;
use regex::Regex;

/// A regular expression, compiled when it is first used.
///
/// It is matched as Python's `re.match` does: from the start of the text, and `$` at its end lets one line
/// break through.
#[derive(Debug)]
pub struct Pattern {
    source: Cow<'static, str>,
    compiled: OnceLock<Option<Compiled>>,
}

#[derive(Debug)]
struct Compiled {
    regex: Regex,
    /// How many characters a text may have, where the expression does not say it itself.
    length: RangeInclusive<usize>,
}

/// How a text meets a [`Pattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It matches.
    Full,
    /// It matches only because the line break at its end is overlooked.
    TrailingNewline,
    /// It does not match.
    No,
}

impl Pattern {
    /// A pattern from its source, which starts with `^` in every alternative.
    pub const fn new(source: &'static str) -> Self {
        Self { source: Cow::Borrowed(source), compiled: OnceLock::new() }
    }

    /// A pattern from a source known only at run time.
    pub(crate) fn owned(source: String) -> Self {
        Self { source: Cow::Owned(source), compiled: OnceLock::new() }
    }

    /// Its source.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How the text meets the pattern.
    pub fn fit(&self, text: &str) -> Fit {
        // A pattern that does not compile lets everything through; a test compiles every pattern there is.
        let Some(compiled) = self.compiled.get_or_init(|| Compiled::new(&self.source)) else {
            return Fit::Full;
        };
        if compiled.matches(text) {
            Fit::Full
        } else if self.source.ends_with('$')
            && text.strip_suffix('\n').is_some_and(|text| compiled.matches(text))
        {
            Fit::TrailingNewline
        } else {
            Fit::No
        }
    }

    /// Whether the source is a regular expression that can be compiled.
    pub fn compiles(&self) -> bool {
        Regex::new(&self.source).is_ok()
    }
}

/// Repetitions of more than this are counted outside the expression.
const MOST_REPETITIONS: usize = 100;

impl Compiled {
    fn new(source: &str) -> Option<Self> {
        // Thousands of repetitions take milliseconds to compile; so many of one class are a matter of length.
        let counted = one_class(source).filter(|(_, length)| *length.end() > MOST_REPETITIONS);
        let (source, length) = match counted {
            Some((class, length)) => (Cow::Owned(format!("^{class}*$")), length),
            None => (Cow::Borrowed(source), 0..=usize::MAX),
        };
        Regex::new(&source).ok().map(|regex| Self { regex, length })
    }

    fn matches(&self, text: &str) -> bool {
        let fits = || *self.length.end() == usize::MAX || self.length.contains(&text.chars().count());
        self.regex.is_match(text) && fits()
    }
}

/// The class and the counts of an expression `^[...]{1,2}$`.
fn one_class(source: &str) -> Option<(&str, RangeInclusive<usize>)> {
    let inner = source.strip_prefix('^')?.strip_suffix("}$")?;
    let (class, counts) = inner.rsplit_once('{')?;
    let (least, most) = counts.split_once(',')?;
    let members = class.strip_prefix('[')?.strip_suffix(']')?;
    let is_one = !members.contains(['[', ']', '\\']);
    is_one.then_some((class, least.parse().ok()?..=most.parse().ok()?))
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl AsStr for Pattern {
    fn as_str(&self) -> &str {
        &self.source
    }
}

impl Matcher for Pattern {
    fn is_match(&self, text: &str) -> bool {
        self.fit(text) != Fit::No
    }
}
