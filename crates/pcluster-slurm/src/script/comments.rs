//! Comments, and the lines that they are about.

use pcluster_config::location::Span;

use super::directive::{Directive, Ending};
use super::line::{Kind, Line};
use crate::shell::Body;

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comment {
    /// All of it, from its `#`, without the end of the line.
    pub span: Span,
    /// The line that it is about: its own, where something stands before it, or the next one that is no comment.
    pub covers: Span,
}

/// The comments of the lines before the first command; `next` is the line of that.
pub(super) fn comments(
    lines: &[Line<'_>],
    next: Option<&Line<'_>>,
    directives: &[Directive],
) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    let mut waiting: Vec<Span> = Vec::new();
    let mut directives = directives.iter().peekable();
    for line in lines.iter().chain(next) {
        let directive = directives.next_if(|directive| directive.span.start == line.start);
        let span = line.span();
        let is_comment = directive.is_none() && line.kind() == Kind::Passed && span.start < span.end;
        if is_comment {
            waiting.push(span);
            continue;
        }
        let covers = line.whole();
        found.extend(waiting.drain(..).map(|span| Comment { span, covers }));
        if let Some(Ending::Comment(at)) = directive.map(|directive| directive.ending) {
            found.push(Comment { span: Span::new(at, covers.end), covers });
        }
    }
    found.extend(waiting.drain(..).map(|span| Comment { span, covers: span }));
    found
}

/// The comments from the first command on.
pub(super) fn behind(lines: &[Line<'_>], body: &Body) -> Vec<Comment> {
    let mut found = Vec::with_capacity(body.comments.len());
    let mut alone = body.comments.iter().filter(|comment| comment.is_alone).peekable();
    let mut others = body.comments.iter().filter(|comment| !comment.is_alone).peekable();
    let mut waiting: Vec<Span> = Vec::new();
    for line in lines {
        let covers = line.whole();
        if let Some(comment) = alone.next_if(|comment| comment.span.start <= covers.end) {
            waiting.push(comment.span);
            continue;
        }
        found.extend(waiting.drain(..).map(|span| Comment { span, covers }));
        while let Some(comment) = others.next_if(|comment| comment.span.start <= covers.end) {
            found.push(Comment { span: comment.span, covers });
        }
    }
    found.extend(waiting.drain(..).map(|span| Comment { span, covers: span }));
    found
}
