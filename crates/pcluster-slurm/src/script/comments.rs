//! Comments, and the lines that they are about.

use pcluster_config::location::Span;

use super::directive::{Directive, Ending};
use super::line::{Kind, Line};

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comment {
    /// All of it, from its `#`, without the end of the line.
    pub span: Span,
    /// The line that it is about: its own, where something stands before it, or the next one that is no comment.
    pub covers: Span,
}

/// The name by which a comment speaks to this tool. Of lines of commands only those are looked at that have it.
const NAME: &str = "pcluster";

/// The comments of a script that may concern this tool.
pub(super) fn comments(lines: &[Line<'_>], directives: &[Directive]) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    let mut waiting: Vec<Span> = Vec::new();
    let mut directives = directives.iter().peekable();
    for line in lines {
        let directive = directives.next_if(|directive| directive.span.start == line.start);
        let span = line.span();
        let of_directive = directive.and_then(|directive| match directive.ending {
            Ending::Comment(at) => Some(at),
            _ => None,
        });
        let is_comment = directive.is_none() && line.kind() == Kind::Passed && span.start < span.end;
        if is_comment {
            waiting.push(span);
            continue;
        }
        let covers = line.whole();
        found.extend(waiting.drain(..).map(|span| Comment { span, covers }));
        let begin = of_directive.or_else(|| behind_command(line).filter(|_| directive.is_none()));
        found.extend(begin.map(|at| Comment { span: Span::new(at, covers.end), covers }));
    }
    found.extend(waiting.drain(..).map(|span| Comment { span, covers: span }));
    found
}

/// Where a comment to this tool stands behind a command.
fn behind_command(line: &Line<'_>) -> Option<usize> {
    let name = line.text.find(NAME)?;
    let hash = line.text.get(..name)?.rfind('#')?;
    let before = line.text.get(..hash)?;
    before.ends_with([' ', '\t', ';']).then_some(line.start + hash)
}
