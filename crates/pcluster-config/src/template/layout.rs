//! Where a variables file sets what, for programs that change such a file.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::Span;

use super::file_kind::{FileKind, file_kind};
use super::variables::Variables;
use super::{flat_yaml, shell};

/// Where a variables file sets what, and what of it could not be read.
///
/// ```
/// use pcluster_config::template::Layout;
///
/// let text = "export VPC_ID=vpc-1 # ours\n";
/// let layout = Layout::of("pcluster-env.sh", text);
/// let place = &layout.places[0];
/// assert_eq!(place.name, "VPC_ID");
/// assert_eq!(&text[place.value.start..place.value.end], "vpc-1");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Layout {
    /// How the file is written.
    pub kind: FileKind,
    /// Every place that sets a variable, in the order of the text. What stands in a function, a condition or in the
    /// input of a command is none.
    pub places: Vec<Place>,
    /// Whether the whole file was understood as far as its structure goes: all that was opened is closed.
    pub is_closed: bool,
    /// The braces of a YAML mapping in flow style, as of a JSON file.
    pub braces: Option<Span>,
    /// What could not be read, and what was skipped.
    pub diagnostics: Vec<Diagnostic>,
}

/// A place of a variables file that sets a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The name.
    pub name: String,
    /// Where the name stands, with its quotes.
    pub key: Span,
    /// Where the value stands, with its quotes; empty where there is nothing, or a list or a mapping. Of a YAML block only
    /// the text.
    pub value: Span,
    /// The line of the name, the first is 1.
    pub line: usize,
}

/// What a reader of a variables file found besides the values.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) places: Vec<Place>,
    pub(super) is_closed: bool,
    pub(super) braces: Option<Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Layout {
    /// Looks at a file, whose kind is recognised as [`Variables::read_file`] does.
    pub fn of(name: &str, text: &str) -> Self {
        let kind = file_kind(name, text);
        let file = Arc::from(name);
        let mut variables = Variables::new();
        let found = match kind {
            FileKind::Yaml => flat_yaml::read(&mut variables, &file, text),
            FileKind::Shell => shell::read(&mut variables, &file, text),
        };
        let Findings { places, is_closed, braces, diagnostics } = found;
        Self { kind, places, is_closed, braces, diagnostics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places<'t>(name: &str, text: &'t str) -> Vec<(String, &'t str, &'t str, usize)> {
        let layout = Layout::of(name, text);
        let piece = |span: Span| text.get(span.start..span.end).unwrap();
        layout
            .places
            .iter()
            .map(|place| (place.name.clone(), piece(place.key), piece(place.value), place.line))
            .collect()
    }

    #[test]
    fn every_assignment_of_a_shell_file_has_a_place() {
        let text = "A=1 # one\r\nexport B='x y' C=\"$A\"\nif true; then\n  D=1\nfi\ncat <<E > x\nF=1\nE\nG=$(ls) run\nH=";
        let expected = [("A", "1", 1), ("B", "'x y'", 2), ("C", "\"$A\"", 2), ("H", "", 10)];
        let expected: Vec<_> =
            expected.map(|(name, value, line)| (name.to_owned(), name, value, line)).into();
        assert_eq!(places("vars.sh", text), expected);
        assert!(Layout::of("vars.sh", text).is_closed);
        assert!(!Layout::of("vars.sh", "A='x").is_closed);
    }

    #[test]
    fn every_pair_of_a_yaml_file_has_a_place() {
        let text = "A: 1 # one\n\"B\": 'x y'\nC:\n  D: 1\nE:\nF: \"z\"\n";
        let expected = [
            ("A".to_owned(), "A", "1", 1),
            ("B".to_owned(), "\"B\"", "'x y'", 2),
            ("C".to_owned(), "C", "", 3),
            ("E".to_owned(), "E", "", 5),
            ("F".to_owned(), "F", "\"z\"", 6),
        ];
        assert_eq!(places("vars.yaml", text), expected);
        assert_eq!(Layout::of("vars.json", "{\"A\": 1}").braces, Some(Span::new(0, 8)));
        assert!(!Layout::of("vars.yaml", "A: 'x").is_closed);
    }
}
