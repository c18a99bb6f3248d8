//! Comments that allow a problem: `# pclusterctl: allow[rule-id] the reason`.
//!
//! A comment behind something covers its own line. A comment that has its line to itself covers the next line that is
//! no comment, directly below it. A problem is covered by the line that it is reported on, which for a section or an
//! item of a list is the line of its first key; what stands deeper in it has lines of its own.

mod apply;
mod directive;
mod ids;
mod problems;
mod read;

use crate::location::Span;

use directive::Directive;

/// A comment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comment<'t> {
    /// All of it, from its `#`.
    pub(crate) text: &'t str,
    /// Where it begins.
    pub(crate) start: usize,
    /// The line that it covers, without its end.
    pub(crate) covers: Span,
}

/// What the comments of a text say to this tool.
#[derive(Debug, Default)]
pub(crate) struct Allows {
    directives: Vec<(Directive, Span)>,
}

impl Allows {
    /// Reads comments.
    pub(crate) fn read(comments: &[Comment<'_>]) -> Self {
        let directives = comments.iter().flat_map(|comment| {
            read::directives(comment.text, comment.start).map(|directive| (directive, comment.covers))
        });
        Self { directives: directives.collect() }
    }
}

/// Whether a comment has to be read: a quick look, which nearly every comment fails.
pub(crate) fn may_concern(comment: &str) -> bool {
    comment.as_bytes().windows(4).any(|bytes| bytes.eq_ignore_ascii_case(b"pclu"))
}
