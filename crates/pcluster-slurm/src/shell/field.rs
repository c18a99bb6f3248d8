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

    /// Whether it may be other words, or none.
    pub(super) fn is_open(&self) -> bool {
        self.atoms.first().is_some_and(|atom| atom.splits)
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
                    current.push(Atom { text: word.to_owned(), known: true, at: None, splits: false });
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
