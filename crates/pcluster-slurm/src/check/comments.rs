//! Comments of a script, and the lines that they cover.

use pcluster_config::allow::Comment;
use pcluster_config::location::Span;

/// The comments that stand at some places of a script, from their `#` to the end of the line.
///
/// A comment behind something covers its own line, one that has its line to itself the next line below that is no
/// comment. Lines that a backslash joins are one.
pub(super) fn at<'t>(text: &'t str, places: impl Iterator<Item = Span>) -> Vec<Comment<'t>> {
    let mut comments: Vec<Comment<'t>> = Vec::new();
    let mut last: Option<Span> = None;
    for place in places {
        let Some(content) = text.get(place.start..place.end) else { continue };
        // What stands between a comment and the line below it that it covers is of the same block.
        let block = last.filter(|covers| place.end <= covers.start);
        let covers = block.unwrap_or_else(|| covered(text, place));
        last = Some(covers);
        comments.push(Comment { text: content.trim_end(), start: place.start, covers });
    }
    comments
}

/// What a comment covers.
fn covered(text: &str, comment: Span) -> Span {
    let own = line_at(text, comment.start);
    let before = text.get(own.start..comment.start).unwrap_or_default();
    if !before.trim().is_empty() {
        return Span::new(first_joined(text, own.start), own.end);
    }
    let mut line = own;
    while line.end < text.len() {
        line = line_at(text, line.end + 1);
        let content = text.get(line.start..line.end).unwrap_or_default().trim_start();
        let is_comment = content.starts_with('#') && !content.starts_with("#SBATCH");
        if !is_comment {
            return Span::new(line.start, last_joined(text, line));
        }
    }
    Span::at(text.len())
}

/// Commands have fewer lines than this.
const MOST_JOINED: usize = 100;

/// The line that an offset stands in, without the line feed at its end.
fn line_at(text: &str, offset: usize) -> Span {
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Span::new(start, offset + after.find('\n').unwrap_or(after.len()))
}

fn is_joined(text: &str, line: Span) -> bool {
    text.get(line.start..line.end).unwrap_or_default().trim_end_matches('\r').ends_with('\\')
}

/// Where the first of the lines begins that are joined with the one that begins here.
fn first_joined(text: &str, mut start: usize) -> usize {
    for _ in 0..MOST_JOINED {
        let before = start.checked_sub(1).map(|end| line_at(text, end)).filter(|line| is_joined(text, *line));
        let Some(before) = before else { break };
        start = before.start;
    }
    start
}

/// Where the last of the lines ends that are joined with this one.
fn last_joined(text: &str, mut line: Span) -> usize {
    for _ in 0..MOST_JOINED {
        if !is_joined(text, line) || line.end >= text.len() {
            break;
        }
        line = line_at(text, line.end + 1);
    }
    line.end
}

#[cfg(test)]
mod tests {
    use super::{Span, at};

    #[test]
    fn comments_cover_lines() {
        let text = "#!/bin/bash\n# one\n# two\n#SBATCH -N 2 # three\nsrun \\\n  a \\\n  b # four\n# five\r\nsrun \\\r\n  c\n# six\n";
        let starts = ["# one", "# two", "# three", "# four", "# five", "# six"];
        let places = starts.map(|start| {
            let from = text.find(start).unwrap();
            Span::new(from, from + text[from..].find('\n').unwrap())
        });
        let covered: Vec<&str> = at(text, places.into_iter())
            .iter()
            .map(|comment| &text[comment.covers.start..comment.covers.end])
            .collect();
        let directive = "#SBATCH -N 2 # three";
        let joined = "srun \\\n  a \\\n  b # four";
        assert_eq!(covered, [directive, directive, directive, joined, "srun \\\r\n  c", ""]);
    }
}
