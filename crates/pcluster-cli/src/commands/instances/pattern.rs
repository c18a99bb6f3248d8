//! Names of instance types, whole or in part.

use std::fmt;
use std::str::FromStr;

use globset::{Glob, GlobMatcher};

/// A part of a name, or with `*`, `?`, `[]` or `{}` a pattern for whole names.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    text: String,
    glob: Option<GlobMatcher>,
}

impl Pattern {
    /// Whether a name matches. A name that is known as a whole matches no longer ones.
    pub(super) fn matches(&self, name: &str, known: &[String]) -> bool {
        match &self.glob {
            Some(glob) => glob.is_match(name),
            None if known.binary_search(&self.text).is_ok() => self.text == name,
            None => name.contains(&self.text),
        }
    }

    /// What was given, in small letters as all names are.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Pattern {
    type Err = globset::Error;

    fn from_str(text: &str) -> Result<Self, globset::Error> {
        let text = text.to_lowercase();
        let glob = text.contains(['*', '?', '[', '{']).then(|| Glob::new(&text)).transpose()?;
        Ok(Self { glob: glob.map(|glob| glob.compile_matcher()), text })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn parts_patterns_and_whole_names_match() {
        let known = ["c6a.48xlarge", "hpc6a.48xlarge", "p5.48xlarge", "p5e.48xlarge"].map(str::to_owned);
        for (pattern, wanted) in [
            ("p5", &["p5.48xlarge", "p5e.48xlarge"] as &[&str]),
            ("P5.", &["p5.48xlarge"]),
            ("p5?.*", &["p5e.48xlarge"]),
            ("*c6a*", &["c6a.48xlarge", "hpc6a.48xlarge"]),
            ("{p5,c6a}.*", &["c6a.48xlarge", "p5.48xlarge"]),
            ("c6a.48xlarge", &["c6a.48xlarge"]),
            ("c6a.48", &["c6a.48xlarge", "hpc6a.48xlarge"]),
            ("*.48", &[]),
        ] {
            let parsed: Pattern = pattern.parse().unwrap();
            let found: Vec<&String> = known.iter().filter(|name| parsed.matches(name, &known)).collect();
            assert_eq!(found, wanted, "{pattern}");
        }
        assert!("p[5".parse::<Pattern>().is_err());
    }
}
