//! Comments that allow a problem: `# pclusterctl: allow[rule-id] the reason`.
//!
//! A comment behind something covers its own line. A comment that has its line to itself covers the next line that is
//! no comment, directly below it. A problem is covered by the line that it is reported on, which for a section or an
//! item of a list is the line of its first key; what stands deeper in it has lines of its own.
//!
//! Which `#` begins a comment, and which line it covers, is known by whoever reads the language of the text: in YAML this
//! crate, in other texts the caller of [`Report::allow`](crate::Report::allow).

mod apply;
mod directive;
mod ids;
mod problems;
mod read;

use crate::location::Span;
use crate::rules::Rulebook;

use directive::Directive;

/// A comment of a text.
#[derive(Clone, Copy, Debug)]
pub struct Comment<'t> {
    /// All of it, from its `#`, without the end of the line.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// The line that it covers, without its end: that of what stands before it, or the next one below it that is no
    /// comment. Where lines are joined, it may reach over several.
    pub covers: Span,
}

/// What the comments of a text say to this tool.
#[derive(Debug, Default)]
pub(crate) struct Allows {
    /// By the line that they cover.
    directives: Vec<(Directive, Span)>,
}

impl Allows {
    /// Reads comments.
    pub(crate) fn read(comments: &[Comment<'_>], book: Rulebook) -> Self {
        let directives = comments.iter().filter(|comment| may_concern(comment.text)).flat_map(|comment| {
            read::directives(comment.text, comment.start, book).map(|directive| (directive, comment.covers))
        });
        let mut directives: Vec<(Directive, Span)> = directives.collect();
        directives.sort_by_key(|(_, covers)| covers.start);
        Self { directives }
    }
}

/// Whether a comment has to be read: a quick look, which nearly every comment fails.
pub(crate) fn may_concern(comment: &str) -> bool {
    comment.as_bytes().windows(4).any(|bytes| bytes.eq_ignore_ascii_case(b"pclu"))
}
