//! Words as the program sees them, with what is known of their variables put in.

use pcluster_config::location::{Path, Span};

use crate::job::{Place, Word};

/// A piece of a word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Atom {
    pub(super) text: String,
    /// Whether it is what the program sees, not an expansion that only the running script knows.
    pub(super) known: bool,
    /// Its offset in the file, where it stands there as it is.
    pub(super) at: Option<usize>,
    /// Whether it may become several words, or none.
    pub(super) splits: bool,
    /// What it may be, where it is one of a few texts; else empty.
    pub(super) either: Vec<String>,
}

impl Atom {
    /// Text that the program sees as it is.
    pub(super) fn known(text: impl Into<String>, at: Option<usize>) -> Self {
        Self { text: text.into(), known: true, at, splits: false, either: Vec::new() }
    }
}

/// A word as the program sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Field {
    pub(super) atoms: Vec<Atom>,
    pub(super) span: Span,
    /// Where the variable that it comes from is set.
    pub(super) from: Option<Span>,
}

impl Field {
    pub(super) fn text(&self) -> String {
        self.atoms.iter().map(|atom| atom.text.as_str()).collect()
    }

    pub(super) fn is_literal(&self) -> bool {
        self.atoms.iter().all(|atom| atom.known)
    }

    /// Whether it may be other words, or none. With text behind it, `$DIR/program`, it is the word it seems to be.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.atoms.as_slice(), [atom] if atom.splits)
    }

    /// Whether it may be several words whose name says that they are options: `"${ARGS[@]}"`, `$TORCHRUN_ARGS`.
    pub(super) fn may_be_options(&self) -> bool {
        let text = self.text().to_ascii_uppercase();
        self.is_open() && ["[@]", "[*]", "ARG", "OPT", "FLAG"].iter().any(|part| text.contains(part))
    }

    /// What it may be, where it is one of a few texts.
    pub(super) fn either(&self) -> &[String] {
        match self.atoms.as_slice() {
            [atom] => &atom.either,
            _ => &[],
        }
    }

    /// Where `text[start..end]` stands in the file, if it stands there in one piece.
    fn source(&self, start: usize, end: usize) -> Option<Span> {
        let mut before = 0;
        // Pieces that follow each other in the file are one, such as `"a"`.
        for (index, atom) in self.atoms.iter().enumerate() {
            let after = before + atom.text.len();
            if start >= before && start < after.max(before + 1) {
                let first = atom.at? + start - before;
                let mut reached = (after, atom.at? + atom.text.len());
                for next in self.atoms.get(index + 1..).unwrap_or_default() {
                    if reached.0 >= end {
                        break;
                    }
                    if next.at? != reached.1 {
                        return None;
                    }
                    reached = (reached.0 + next.text.len(), next.at? + next.text.len());
                }
                return (reached.0 >= end).then(|| Span::new(first, first + end - start));
            }
            before = after;
        }
        None
    }

    /// The word, named `path` in messages.
    pub(super) fn word(&self, path: &Path) -> Word {
        self.part(0, path)
    }

    /// The word without what stands before `start`.
    pub(super) fn part(&self, start: usize, path: &Path) -> Word {
        let text = self.text();
        let value = self.source(start, text.len()).filter(|span| span.start < span.end);
        Word {
            literal: self.is_literal(),
            expansions: self.atoms.iter().filter(|atom| !atom.known).map(|atom| atom.text.clone()).collect(),
            place: Place { path: path.clone(), span: Some(self.span), value },
            from: self.from.map(|span| Place { path: path.clone(), span: Some(span), value: None }),
            text: text.get(start..).unwrap_or_default().to_owned(),
        }
    }

    /// What only the running script knows is not split at its blanks.
    pub(super) fn split(self) -> Vec<Self> {
        let mut fields: Vec<Self> = Vec::new();
        let mut current: Vec<Atom> = Vec::new();
        let mut finish = |atoms: &mut Vec<Atom>| {
            if !atoms.is_empty() {
                let atoms = std::mem::take(atoms);
                fields.push(Self { atoms, span: self.span, from: self.from });
            }
        };
        for atom in self.atoms {
            if !atom.known {
                // It stands on its own where the words are split, so that it may be several of them.
                current.push(Atom { splits: true, ..atom });
                continue;
            }
            let mut rest = atom.text.as_str();
            loop {
                let word = rest.split([' ', '\t', '\n', '\r']).next().unwrap_or_default();
                if !word.is_empty() {
                    current.push(Atom::known(word, None));
                }
                if word.len() == rest.len() {
                    break;
                }
                finish(&mut current);
                rest = rest.get(word.len() + 1..).unwrap_or_default();
            }
        }
        finish(&mut current);
        fields
    }
}
