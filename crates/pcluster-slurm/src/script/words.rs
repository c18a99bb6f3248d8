//! A directive's words, by sbatch's own rules, which are not those of a shell.

use pcluster_config::location::Span;

use super::directive::{Ending, Word};
use super::options::SlurmVersion;
use super::value::is_blank;

/// The first release in which `\` keeps a blank from ending a word.
const ESCAPED_BLANKS: SlurmVersion = SlurmVersion::new(24, 5);

/// The words of a text that stands at `start`, and what ends them.
pub(super) fn words(text: &str, start: usize, version: SlurmVersion) -> (Vec<Word>, Ending) {
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let here = rest.trim_start_matches(is_blank);
        at = text.len() - here.len();
        let place = start + at;
        if here.is_empty() {
            return (words, Ending::Line);
        }
        if let Some(length) = het(here) {
            // sbatch blanks the word out, reads an empty one there, and goes no further.
            return (words, Ending::Het(Span::new(place, place + length)));
        }
        if here.starts_with(':') {
            return (words, Ending::Colon(Span::new(place, place + 1)));
        }
        match word(here, version) {
            Ok((text, length)) if text.is_empty() => {
                let is_comment = here.starts_with('#');
                let span = Span::new(place, place + length);
                return (words, if is_comment { Ending::Comment(place) } else { Ending::Empty(span) });
            }
            Ok((text, length)) => {
                let is_plain = here.get(..length) == Some(text.as_str());
                words.push(Word { text, span: Span::new(place, place + length), is_plain });
                at += length;
            }
            Err(quote) => return (words, Ending::Quote(Span::new(place + quote, place + quote + 1))),
        }
    }
}

/// The length of the word that separates components, where it stands here.
pub(super) fn het(text: &str) -> Option<usize> {
    ["hetjob", "packjob"].into_iter().map(str::len).zip(["hetjob", "packjob"]).find_map(|(length, word)| {
        let here = text.get(..length)?;
        let behind = text.get(length..)?;
        (here.eq_ignore_ascii_case(word) && (behind.is_empty() || behind.starts_with(is_blank)))
            .then_some(length)
    })
}

/// The first word and how long it is as it is written; or where the quote stands that nothing closes.
fn word(text: &str, version: SlurmVersion) -> Result<(String, usize), usize> {
    let mut word = String::new();
    let mut quote: Option<(char, usize)> = None;
    let mut escaped = false;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if quote.is_none() && is_blank(character) {
            return Ok((word, at));
        }
        match character {
            _ if escaped => {
                escaped = false;
                word.push(character);
            }
            '\\' => {
                let blank = characters.next_if(|(_, next)| *next == ' ' && version >= ESCAPED_BLANKS);
                match blank {
                    Some((_, blank)) => word.push(blank),
                    None => escaped = true,
                }
            }
            _ if quote.is_some_and(|(open, _)| open == character) => quote = None,
            _ if quote.is_some() => word.push(character),
            '"' | '\'' => quote = Some((character, at)),
            '#' => return Ok((word, at)),
            _ => word.push(character),
        }
    }
    match quote {
        Some((_, at)) => Err(at),
        None => Ok((word, text.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::{SlurmVersion, words};

    fn read(text: &str) -> Vec<String> {
        let (words, ending) = words(text, 0, SlurmVersion::OLDEST);
        words.into_iter().map(|word| word.text).chain([format!("{ending:?}")]).collect()
    }

    #[test]
    fn words_are_those_of_sbatch() {
        // Each seen with sbatch 22.05.8.
        assert_eq!(read(r#" -J "a b"c"#), ["-J", "a bc", "Line"]);
        assert_eq!(read(r"-J a\ b"), ["-J", "a", "b", "Line"]);
        assert_eq!(read("-J a#b"), ["-J", "a", "Comment(4)"]);
        assert_eq!(read(r"-J a\#b"), ["-J", "a#b", "Line"]);
        assert_eq!(read(r#"-N2 "" -N3"#), ["-N2", "Empty(Span { start: 4, end: 6 })"]);
        assert_eq!(read("-N2 HetJob -N3"), ["-N2", "Het(Span { start: 4, end: 10 })"]);
        assert_eq!(read("-J 'a"), ["-J", "Quote(Span { start: 3, end: 4 })"]);
        assert_eq!(read("-N2 : -N3"), ["-N2", "Colon(Span { start: 4, end: 5 })"]);
        assert_eq!(words(r"a\ b", 0, SlurmVersion::NEWEST).0[0].text, "a b");
    }
}
