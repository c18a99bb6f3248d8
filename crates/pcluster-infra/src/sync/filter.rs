//! Which files a sync is about.

use globset::{GlobBuilder, GlobMatcher};

use crate::Remedy;

/// Which files a sync is about, by globs on their paths below the directory.
///
/// The rules are those of `aws s3 sync`: everything is taken unless a rule says otherwise, and the last rule that a
/// path matches decides. `*` also stands for `/`, so that `*.pyc` is found in all directories; a pattern that ends with
/// `/` stands for all that is below. What is not taken is neither copied nor removed, on either side.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    rules: Vec<(bool, GlobMatcher)>,
}

/// One rule of a [`Filter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterRule {
    /// Take what matches this glob.
    Include(String),
    /// Leave out what matches this glob.
    Exclude(String),
}

/// A pattern is not a glob.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{pattern}` is not a glob: {reason}")]
pub struct NotAGlob {
    pattern: String,
    reason: String,
}

impl Remedy for NotAGlob {
    fn help(&self) -> Option<String> {
        Some(
            "`*` stands for anything, `?` for one character, `[abc]` and `{a,b}` for a choice, `\\` takes their meaning away"
                .to_owned(),
        )
    }
}

impl Filter {
    /// A filter of rules, of which later ones win.
    pub fn new(rules: impl IntoIterator<Item = FilterRule>) -> Result<Self, NotAGlob> {
        let rules = rules.into_iter().map(|rule| match rule {
            FilterRule::Include(pattern) => Ok((true, matcher(&pattern)?)),
            FilterRule::Exclude(pattern) => Ok((false, matcher(&pattern)?)),
        });
        Ok(Self { rules: rules.collect::<Result<_, _>>()? })
    }

    /// Whether a path, with `/` between its parts, is taken.
    pub fn takes(&self, path: &str) -> bool {
        let last = self.rules.iter().rev().find(|(_, glob)| glob.is_match(path));
        last.is_none_or(|(include, _)| *include)
    }

    /// Whether nothing below a directory can be taken, so that nobody has to look. `directory` ends with `/`.
    pub(crate) fn prunes(&self, directory: &str) -> bool {
        // A name that only a wildcard for everything matches. With an include, something below may still be taken.
        self.rules.iter().all(|(include, _)| !include)
            && !self.takes(&format!("{directory}\u{1}any name at all\u{1}"))
    }
}

fn matcher(pattern: &str) -> Result<GlobMatcher, NotAGlob> {
    let mut glob = pattern.trim_start_matches("./").to_owned();
    if glob.ends_with('/') {
        glob.push('*');
    }
    let glob = GlobBuilder::new(&glob).literal_separator(false).backslash_escape(true).build();
    glob.map(|glob| glob.compile_matcher())
        .map_err(|error| NotAGlob { pattern: pattern.to_owned(), reason: error.kind().to_string() })
}

#[cfg(test)]
mod tests {
    use super::FilterRule::{Exclude, Include};
    use super::*;

    fn filter(rules: &[FilterRule]) -> Filter {
        Filter::new(rules.iter().cloned()).unwrap()
    }

    #[test]
    fn the_last_rule_that_matches_decides() {
        let only_text = filter(&[Exclude("*".into()), Include("*.txt".into())]);
        assert!(only_text.takes("a/b.txt") && !only_text.takes("a/b.bin"));
        let nothing = filter(&[Include("*.txt".into()), Exclude("*".into())]);
        assert!(!nothing.takes("a/b.txt"));
        assert!(filter(&[]).takes("anything"));
    }

    #[test]
    fn a_star_goes_through_directories() {
        let filter =
            filter(&[Exclude("*.pyc".into()), Exclude("cache/".into()), Exclude("[ab]{1,2}".into())]);
        assert!(!filter.takes("deep/down/x.pyc"));
        assert!(!filter.takes("cache/x/y"));
        assert!(filter.takes("other/cache/x"));
        assert!(!filter.takes("a1") && filter.takes("c1"));
    }

    #[test]
    fn directories_are_left_out_whole_when_nothing_in_them_can_be_taken() {
        assert!(filter(&[Exclude(".git/*".into())]).prunes(".git/"));
        assert!(filter(&[Exclude("*".into())]).prunes("x/"));
        assert!(!filter(&[Exclude("x/?".into())]).prunes("x/"));
        assert!(!filter(&[Exclude("x/*".into()), Include("x/keep".into())]).prunes("x/"));
        assert!(!filter(&[]).prunes("x/"));
    }

    #[test]
    fn what_is_not_a_glob_is_said() {
        let error = Filter::new([Exclude("a[".into())]).unwrap_err();
        insta::assert_snapshot!(error, @"`a[` is not a glob: unclosed character class; missing ']'");
    }
}
