//! Which placeholders stand in which scalars.

use std::ops::Range;

use super::placeholder::Found;
use super::tree::{Kind, Tree};

/// The placeholders of a template, by where they stand. Those in comments are left out.
pub(super) struct Sites {
    /// A scalar's node, and which of the placeholders are in it.
    pub(super) scalars: Vec<(usize, Range<usize>)>,
    /// Placeholders in tags, anchors, aliases and directives.
    pub(super) misplaced: Vec<usize>,
}

impl Sites {
    pub(super) fn new(template: &str, tree: &Tree<'_>, found: &[Found<'_>]) -> Self {
        let mut sites = Self { scalars: Vec::new(), misplaced: Vec::new() };
        let mut gap = Gap { template, at: 0, comment: false };
        let mut next = 0;
        for (index, node) in tree.nodes.iter().enumerate() {
            if !matches!(node.kind, Kind::Scalar(_)) {
                continue;
            }
            next = sites.outside(&mut gap, found, next, node.span.start);
            let first = next;
            while found.get(next).is_some_and(|found| found.span().end <= node.span.end) {
                next += 1;
            }
            if first < next {
                sites.scalars.push((index, first..next));
            }
            gap.enter(node.span.end);
        }
        sites.outside(&mut gap, found, next, template.len());
        sites
    }

    /// Sorts the placeholders before an offset, from the one given; returns the first that is not.
    fn outside(&mut self, gap: &mut Gap<'_>, found: &[Found<'_>], first: usize, end: usize) -> usize {
        let mut next = first;
        while let Some(span) = found.get(next).map(Found::span).filter(|span| span.start < end) {
            if !gap.is_comment(span.start) {
                self.misplaced.push(next);
            }
            next += 1;
        }
        next
    }
}

/// The text between two scalars, gone through once.
struct Gap<'t> {
    template: &'t str,
    at: usize,
    comment: bool,
}

impl Gap<'_> {
    /// Goes on behind a scalar.
    fn enter(&mut self, at: usize) {
        if at > self.at {
            self.at = at;
            self.comment = false;
        }
    }

    /// Whether the offset is in a comment.
    fn is_comment(&mut self, offset: usize) -> bool {
        let bytes = self.template.as_bytes();
        while self.at < offset {
            match bytes.get(self.at) {
                Some(b'\n' | b'\r') => self.comment = false,
                Some(b'#') => {
                    let before = self.at.checked_sub(1).and_then(|before| bytes.get(before));
                    self.comment |= before.is_none_or(|before| b" \t\r\n,[]{}\xbf".contains(before));
                }
                _ => {}
            }
            self.at += 1;
        }
        self.comment
    }
}

#[cfg(test)]
mod tests {
    use super::super::placeholder::scan;
    use super::super::shadow::Shadow;
    use super::*;

    /// The pieces of the template that count, and those that are misplaced.
    fn sites(template: &str) -> (Vec<Vec<&str>>, Vec<&str>) {
        let found = scan(template);
        let shadow = Shadow::new(template, &found).unwrap();
        let tree = Tree::parse(&shadow.text).unwrap();
        let sites = Sites::new(template, &tree, &found);
        let piece = |found: &Found<'_>| &template[found.span().start..found.span().end];
        (
            sites.scalars.iter().map(|(_, range)| found[range.clone()].iter().map(piece).collect()).collect(),
            sites.misplaced.iter().map(|index| piece(&found[*index])).collect(),
        )
    }

    #[test]
    fn placeholders_of_scalars_count_and_those_of_comments_do_not() {
        let template = "# ${C1}\nA: ${A}-${B} # ${C2} $C3\n#${C4}\nB: [${A}, '#${B}', #${C5}\n \"$C\"]\n\
            ${K}: |  # ${C6}\n  # $D\n  ${E}\n\n# ${C7\nF: a#${F}\n  ${G}\n# ${C8}";
        let (scalars, misplaced) = sites(template);
        assert_eq!(
            scalars,
            [
                vec!["${A}", "${B}"],
                vec!["${A}"],
                vec!["${B}"],
                vec!["$C"],
                vec!["${K}"],
                vec!["$D", "${E}"],
                vec!["${F}", "${G}"],
            ]
        );
        assert_eq!(misplaced, [""; 0]);
    }

    #[test]
    fn anchors_and_aliases_are_no_place_for_a_placeholder() {
        let (scalars, misplaced) = sites("A: &$X ${Y}\nB: *$X # $Z\n");
        assert_eq!((scalars, misplaced), (vec![vec!["${Y}"]], vec!["$X", "$X"]));
    }

    #[test]
    fn long_lines_end_soon() {
        let many = "${A} ".repeat(100_000);
        assert_eq!(sites(&format!("# {many}\nA: {many}")).0[0].len(), 100_000);
    }
}
