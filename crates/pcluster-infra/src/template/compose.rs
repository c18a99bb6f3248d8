//! One template out of several: a base, and fragments that add to its sections.
//!
//! This works on the text, so that comments and order survive: what comes out is read by people.

/// The text under one top-level key.
struct Section<'t> {
    /// The line of the key: `Resources:`, or `Description: ...`.
    head: &'t str,
    /// The lines below it, without empty ones at the end.
    body: Vec<&'t str>,
}

impl<'t> Section<'t> {
    fn key(&self) -> &'t str {
        self.head.split(':').next().unwrap_or(self.head)
    }
}

/// Puts parts together. Comments before the first key are put one below the other; a section with lines in it gets those
/// of later parts at its end; a value on the line of its key is replaced by a later one.
pub(super) fn compose(parts: &[&str]) -> String {
    let mut comments: Vec<&str> = Vec::new();
    let mut sections: Vec<Section<'_>> = Vec::new();
    for part in parts {
        let (comment, added) = split(part);
        if !comments.is_empty() && !comment.is_empty() {
            comments.push("#");
        }
        comments.extend(comment);
        for section in added {
            match sections.iter_mut().find(|known| known.key() == section.key()) {
                Some(known) if section.body.is_empty() => known.head = section.head,
                Some(known) => {
                    known.body.push("");
                    known.body.extend(section.body);
                }
                None => sections.push(section),
            }
        }
    }
    write(&comments, &sections)
}

fn split(part: &str) -> (Vec<&str>, Vec<Section<'_>>) {
    let mut comment = Vec::new();
    let mut sections: Vec<Section<'_>> = Vec::new();
    for line in part.lines() {
        let is_key = line.starts_with(|first: char| first.is_ascii_alphabetic());
        match sections.last_mut() {
            _ if is_key => sections.push(Section { head: line, body: Vec::new() }),
            Some(section) => section.body.push(line),
            None => comment.push(line),
        }
    }
    for section in &mut sections {
        while section.body.last().is_some_and(|line| line.trim().is_empty()) {
            section.body.pop();
        }
    }
    (comment, sections)
}

/// Sections with lines in them stand apart; single lines stand together.
fn write(comments: &[&str], sections: &[Section<'_>]) -> String {
    let mut lines: Vec<&str> = comments.to_vec();
    for section in sections {
        if !section.body.is_empty() {
            lines.push("");
        }
        lines.push(section.head);
        lines.extend(&section.body);
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::compose;

    #[test]
    fn sections_grow_and_comments_stay() {
        let base =
            "# Base.\nVersion: 1\nDescription: base\n\nParameters:\n  # First.\n  A: 1\n\nOutputs:\n  X: 1\n";
        let fragment =
            "# More.\nDescription: both\n\nParameters:\n  # Second.\n  B: 2\nConditions:\n  C: 3\n";
        insta::assert_snapshot!(compose(&[base, fragment]), @r"
        # Base.
        #
        # More.
        Version: 1
        Description: both

        Parameters:
          # First.
          A: 1

          # Second.
          B: 2

        Outputs:
          X: 1

        Conditions:
          C: 3
        ");
    }

    #[test]
    fn a_base_alone_stays_as_it_is() {
        let base = include_str!("../../templates/base.yaml");
        assert_eq!(compose(&[base]), base);
    }
}
