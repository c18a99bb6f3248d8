//! Directives, and what looks like one.

use pcluster_config::location::Span;
use pcluster_config::suggest::nearest;

use super::line::Line;

/// A line that sbatch reads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Directive {
    /// The line, without blanks around it.
    pub span: Span,
    /// `#SBATCH`, or the `#SLURM` of old.
    pub keyword: Span,
    /// Its words.
    pub words: Vec<Word>,
    /// Which component of a heterogeneous job it is about, the first is 0.
    pub component: usize,
    pub(crate) ending: Ending,
    /// What stands in the line behind its words without being read; empty where nothing does.
    pub(crate) unread: Span,
}

/// A word of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// Its text, without quotes and backslashes.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is written as it is, without quotes and backslashes.
    pub is_plain: bool,
}

/// What ends the words of a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The end of the line.
    Line,
    /// A comment, which begins here.
    Comment(usize),
    /// An empty word, at which sbatch stops.
    Empty(Span),
    /// The word that begins the next component. What follows in its line is not read.
    Het(Span),
    /// A quote that nothing closes, for which sbatch refuses the script.
    Quote(Span),
    /// A colon, for which sbatch refuses the script.
    Colon(Span),
}

/// A line that is a comment to sbatch, but was hardly meant as one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LookAlike {
    /// The line, without blanks around it.
    pub span: Span,
    /// What would have to be `#SBATCH`, with the blanks before it.
    pub keyword: Span,
    /// Whether a blank stands behind the `#`, as where a directive was put out of use.
    pub is_spaced: bool,
}

/// A comment that has nearly `#SBATCH` in it: with blanks before or behind the `#`, in another case, or misspelt.
/// `##SBATCH` is how a directive is put out of use.
pub(super) fn look_alike(line: &Line<'_>) -> Option<LookAlike> {
    let text = line.text;
    let behind = text.trim_start_matches([' ', '\t']).strip_prefix('#')?;
    let word = behind.trim_start_matches([' ', '\t']);
    let end = word.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(word.len());
    let (name, rest) = word.split_at_checked(end)?;
    // Prose such as "# SBATCH options" has no option behind it.
    let has_option = rest.trim_start_matches([' ', '\t', ':']).starts_with('-');
    let is_near = nearest(name, std::iter::once("SBATCH")).is_some();
    (has_option && is_near).then(|| LookAlike {
        span: line.span(),
        keyword: Span::new(line.start, line.start + text.len() - rest.len()),
        is_spaced: word.len() < behind.len(),
    })
}
