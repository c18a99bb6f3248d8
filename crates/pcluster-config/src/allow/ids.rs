//! Lists of rule ids between brackets.

use std::collections::HashSet;

use crate::location::Span;
use crate::rules::Rulebook;

use super::directive::Named;

/// The ids of a list that is separated by commas; `None` where one is empty. `start` is where the list begins.
pub(super) fn listed(list: &str, start: usize) -> Option<Vec<Named>> {
    let mut at = start;
    let mut named = Vec::new();
    let mut seen = HashSet::new();
    for part in list.split(',') {
        let id = part.trim();
        if id.is_empty() {
            return None;
        }
        let begin = at + (part.len() - part.trim_start().len());
        let span = Span::new(begin, begin + id.len());
        if seen.insert(id) {
            named.push(Named { id: id.to_owned(), span });
        }
        at += part.len() + 1;
    }
    Some(named)
}

/// The known ids that a text begins with, whatever brackets and separators stand around them, and how far they reach.
pub(super) fn recognised(text: &str, book: Rulebook) -> Option<(Vec<&str>, usize)> {
    let separates =
        |character: char| matches!(character, '[' | ']' | '(' | ')' | '{' | '}' | ',' | ':' | '=' | ' ');
    let mut ids = Vec::new();
    let mut end = 0;
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start_matches(separates).len();
        let word = rest.get(skipped..).unwrap_or_default().split(separates).next().unwrap_or_default();
        if word.is_empty() || book.reportable(word).is_none() {
            break;
        }
        ids.push(word);
        end += skipped + word.len();
    }
    let closing = text.get(end..).unwrap_or_default();
    end += closing.len() - closing.trim_start_matches([']', ')', '}']).len();
    (!ids.is_empty()).then_some((ids, end))
}
