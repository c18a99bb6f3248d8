//! Lines and what stands in them.

use pcluster_config::location::Span;

use super::value::is_blank;

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

/// What sbatch takes a line for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A directive; what it says begins at this offset of the line.
    Directive(usize),
    /// Nothing, or a comment.
    Passed,
    /// A command, behind which no directive counts.
    Command,
}

/// The words that begin a directive. The second one is from before 2.0; sbatch still obeys it, with a complaint.
pub(super) const WORDS: [&str; 2] = ["#SBATCH", "#SLURM"];

/// The lines of a text from an offset on. Only a line feed ends one, as in sbatch.
pub(super) fn lines(text: &str, mut start: usize) -> impl Iterator<Item = Line<'_>> {
    text.get(start..).unwrap_or_default().split('\n').map(move |text| {
        let line = Line { text, start };
        start += text.len() + 1;
        line
    })
}

impl Line<'_> {
    pub(super) fn kind(&self) -> Kind {
        // Nothing has to stand between that word and what follows.
        if let Some(word) = WORDS.iter().find(|word| self.text.starts_with(*word)) {
            return Kind::Directive(word.len());
        }
        match self.text.trim_start_matches(is_blank).chars().next() {
            None | Some('#') => Kind::Passed,
            Some(_) => Kind::Command,
        }
    }

    /// The line without blanks around it.
    pub(super) fn span(&self) -> Span {
        let text = self.text.trim_end_matches(is_blank);
        let indent = text.len() - text.trim_start_matches(is_blank).len();
        Span::new(self.start + indent, self.start + text.len())
    }

    /// All of it.
    pub(super) fn whole(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}
