//! Comment to directive.

use crate::location::Span;
use crate::rules::Rulebook;

use super::directive::{Allow, Directive, Malformed};
use super::ids;

/// The name by which a comment speaks to this tool.
const NAME: &str = "pclusterctl";

/// Words with which other tools hide problems, and the one of this tool.
const VERBS: &[&str] =
    &["allow", "allowed", "disable", "expect", "ignore", "noqa", "nolint", "off", "skip", "suppress"];

/// What a comment says to this tool. `start` is where its text begins. Several directives may follow each other, each
/// after a `#`.
pub(super) fn directives(comment: &str, start: usize, book: Rulebook) -> impl Iterator<Item = Directive> {
    let mut begins: Vec<usize> = comment
        .match_indices('#')
        .filter_map(|(hash, _)| {
            let rest = comment.get(hash + 1..)?;
            let blank = rest.len() - rest.trim_start().len();
            is_address(word(rest.trim_start())).then_some(hash + 1 + blank)
        })
        .collect();
    begins.push(comment.len() + 1);
    let parts: Vec<(usize, &str)> = begins
        .windows(2)
        .filter_map(|pair| {
            let (from, to) = (*pair.first()?, *pair.last()?);
            // The `#` of the next one is no part of the reason of this one.
            let text = comment.get(from..(to - 1).min(comment.len()))?;
            Some((start + from, text.trim_end().trim_end_matches('#').trim_end()))
        })
        .collect();
    parts.into_iter().filter_map(move |(at, text)| directive(text, at, book))
}

fn directive(text: &str, at: usize, book: Rulebook) -> Option<Directive> {
    let name = word(text);
    let after_name = text.get(name.len()..)?;
    let (colon, order) = match after_name.trim_start().strip_prefix(':') {
        Some(order) => (true, order.trim_start()),
        None => (false, after_name.trim_start()),
    };
    let verb = word(order);
    let arguments = order.get(verb.len()..)?;
    if name == NAME
        && colon
        && verb == "allow"
        && let Some(allow) = allow(text, arguments, at)
    {
        return Some(Directive::Allow(allow));
    }
    let bracketed = arguments.trim_start().starts_with(['[', '(']);
    let is_verb =
        VERBS.iter().any(|known| known.eq_ignore_ascii_case(verb)) || strsim::levenshtein(verb, "allow") <= 1;
    // Prose about the tool is no attempt.
    if !is_verb || !(bracketed || (colon && name.eq_ignore_ascii_case(NAME))) {
        return None;
    }
    let recognised = ids::recognised(arguments, book);
    let end = recognised.as_ref().map_or(text.len(), |(_, end)| text.len() - arguments.len() + end);
    let meant = recognised.map(|(ids, _)| format!("{NAME}: allow[{}]", ids.join(", ")));
    Some(Directive::Malformed(Malformed { span: Span::new(at, at + end), meant }))
}

/// `[rule, rule] the reason`
fn allow(text: &str, arguments: &str, at: usize) -> Option<Allow> {
    let list = arguments.trim_start().strip_prefix('[')?;
    let (list, reason) = list.split_once(']')?;
    let list_at = at + text.len() - reason.len() - 1 - list.len();
    let rules = ids::listed(list, list_at)?;
    let reason = reason.trim_start_matches([':', '-', '–', '—', ' ', '\t']).trim();
    let reason = if reason.contains(char::is_alphanumeric) { reason } else { "" };
    Some(Allow { span: Span::new(at, at + text.len()), rules, reason: reason.to_owned() })
}

/// The word that a text begins with.
fn word(text: &str) -> &str {
    let end =
        text.find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '-' | '_')));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// Whether a word is the name of this tool, or nearly.
fn is_address(word: &str) -> bool {
    const LONGEST: usize = 16;
    let lower = word.to_ascii_lowercase();
    word.len() <= LONGEST && (lower == "pcluster" || strsim::damerau_levenshtein(&lower, NAME) <= 2)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
