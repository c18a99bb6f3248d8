//! Checking that the filled template is the template with its values and nothing else.

use std::collections::{BTreeMap, HashMap};

use granit_parser::{Event, Parser};

use super::tree::Tree;
use super::yaml;

/// What the filled template has to be.
pub(super) struct Expectation<'a> {
    /// The template's shadow.
    pub(super) tree: &'a Tree<'a>,
    /// The first events of sections that are gone, and the events behind their last.
    pub(super) dropped: &'a BTreeMap<usize, usize>,
    /// The texts that scalars with placeholders are to have, by their events.
    pub(super) texts: &'a HashMap<usize, String>,
}

impl Expectation<'_> {
    /// The first event of the shadow that the text does not have as it should.
    pub(super) fn first_difference(&self, text: &str) -> Option<usize> {
        let last = self.tree.events.len().saturating_sub(1);
        let mut anchors = HashMap::new();
        let mut at = 0;
        for next in Parser::new_from_str_with_options(text, yaml::options()) {
            while let Some(end) = self.dropped.get(&at) {
                at = *end;
            }
            let Ok((event, _)) = next else { return Some(at.min(last)) };
            match self.tree.events.get(at) {
                Some((expected, _)) if self.is_same(at, expected, &event, &mut anchors) => at += 1,
                _ => return Some(at.min(last)),
            }
        }
        (at != self.tree.events.len()).then_some(at.min(last))
    }

    fn is_same(
        &self,
        at: usize,
        expected: &Event<'_>,
        event: &Event<'_>,
        anchors: &mut HashMap<usize, usize>,
    ) -> bool {
        // Anchors are numbered, and a dropped section may have had some.
        let mut same_anchor = |expected: usize, found: usize| {
            (expected == 0) == (found == 0) && *anchors.entry(expected).or_insert(found) == found
        };
        match (expected, event) {
            (Event::Scalar(text, style, anchor, tag), Event::Scalar(new, new_style, new_anchor, new_tag)) => {
                let same_text = match self.texts.get(&at) {
                    Some(wanted) => wanted == new,
                    None => text == new && style == new_style,
                };
                same_text && tag == new_tag && same_anchor(*anchor, *new_anchor)
            }
            (Event::SequenceStart(style, anchor, tag), Event::SequenceStart(new, new_anchor, new_tag))
            | (Event::MappingStart(style, anchor, tag), Event::MappingStart(new, new_anchor, new_tag)) => {
                style == new && tag == new_tag && same_anchor(*anchor, *new_anchor)
            }
            (Event::Alias(anchor), Event::Alias(new)) => same_anchor(*anchor, *new),
            _ => expected == event,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(
        before: &str,
        dropped: &[(usize, usize)],
        texts: &[(usize, &str)],
        after: &str,
    ) -> Option<usize> {
        let texts = texts.iter().map(|(at, text)| (*at, (*text).to_owned())).collect();
        let expectation = Expectation {
            tree: &Tree::parse(before).unwrap(),
            dropped: &dropped.iter().copied().collect(),
            texts: &texts,
        };
        expectation.first_difference(after)
    }

    #[test]
    fn only_the_values_and_the_dropped_sections_differ() {
        let before = "a: X\nb: &b [X, &c 1]\nc: *c\n";
        assert_eq!(difference(before, &[], &[(4, "x: y")], "a: 'x: y'\nb: &b [X, &c 1]\nc: *c # c\n"), None);
        assert_eq!(difference(before, &[(5, 10)], &[(4, "v")], "a: v\nc: 1\n"), Some(11));
        let two = "a: &a 1\nb: &b 2\nc: *b\n";
        assert_eq!(difference(two, &[(3, 5)], &[], "b: &x 2\nc: *x"), None);
        assert_eq!(difference(two, &[(3, 5), (5, 7), (7, 9)], &[], "{}"), Some(2));
    }

    #[test]
    fn any_other_difference_is_found() {
        let before = "a: X\nb: 1\n";
        for after in [
            "a: v\nb: '1'\n",
            "a: w\nb: 1\n",
            "a: v\n",
            "a: v\nb: 1\nc: 2\n",
            "a: [v]\nb: 1\n",
            "a: 'v\n",
            "",
        ] {
            assert!(difference(before, &[], &[(4, "v")], after).is_some(), "{after}");
        }
        assert!(difference("[a]", &[], &[], "- a").is_some());
        assert!(difference("!x a", &[], &[], "a").is_some());
        assert!(difference("&x a", &[], &[], "a").is_some());
    }
}
