//! Regular expressions with the reading that the official tool gives them.

use std::borrow::Cow;
use std::fmt;
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
    compiled: OnceLock<Option<Regex>>,
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
        let Some(regex) = self.compiled.get_or_init(|| Regex::new(&self.source).ok()) else {
            return Fit::Full;
        };
        if regex.is_match(text) {
            Fit::Full
        } else if self.source.ends_with('$')
            && text.strip_suffix('\n').is_some_and(|text| regex.is_match(text))
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
