//! A text that may be shown: the values of parameters stand in it, all others are blanked out.

use pcluster_config::location::Span;
use pcluster_config::template::{Origin, Place, Variable};

/// A text that may be shown, and where it sets what.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) text: String,
    spots: Vec<Spot>,
}

/// A place that sets a name.
pub(super) struct Spot {
    name: String,
    key: Span,
    value: Span,
    line: usize,
}

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        Self { name: place.name, key: place.key, value: place.value, line: place.line }
    }
}

impl Spot {
    /// The places of `NAME=VALUE` lines.
    pub(super) fn of_pairs(text: &str) -> Vec<Self> {
        let mut start = 0;
        let mut spots = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if let Some((name, _)) = line.split_once('=') {
                let key = Span::new(start, start + name.len());
                let value = Span::new(key.end + 1, start + line.len());
                spots.push(Self { name: name.to_owned(), key, value, line: at + 1 });
            }
            start += line.len() + 1;
        }
        spots
    }
}

impl Source {
    /// Where a value stands: the last place that sets the name, in the line that the value comes from.
    pub(super) fn place(&self, name: &str, variable: Option<&Variable>) -> Option<Span> {
        let line = match variable.map(Variable::origin) {
            Some(Origin::File { line, .. }) => Some(*line),
            _ => None,
        };
        let mut spots = self.spots.iter().rev().filter(|spot| spot.name == name);
        let spot = spots.find(|spot| line.is_none_or(|line| line == spot.line))?;
        let is_empty = spot.value.start >= spot.value.end;
        Some(if is_empty { spot.key } else { spot.value })
    }
}

impl Source {
    /// Shows the word that begins at an offset: what a command is, and nothing it is given.
    pub(super) fn show_word(&mut self, text: &str, offset: usize) {
        if self.spots.iter().any(|spot| (spot.key.start..spot.value.end).contains(&offset)) {
            return;
        }
        let word = text.get(offset..).unwrap_or_default();
        let length = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        if let (Some(_), Some(word)) = (self.text.get(offset..offset + length), word.get(..length)) {
            self.text.replace_range(offset..offset + length, word);
        }
    }
}

/// Blanks out everything but names and public values. All offsets stay what they are.
pub(super) fn shown(name: &str, text: &str, spots: Vec<Spot>, is_public: impl Fn(&str) -> bool) -> Source {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for spot in &spots {
        let value = text.get(spot.value.start..spot.value.end).unwrap_or_default();
        blank(&mut out, text.get(at..spot.key.start).unwrap_or_default(), ' ');
        out.push_str(text.get(spot.key.start..spot.key.end).unwrap_or_default());
        blank(&mut out, text.get(spot.key.end..spot.value.start).unwrap_or_default(), ' ');
        if is_public(&spot.name) {
            out.push_str(value);
        } else {
            blank(&mut out, value, '*');
        }
        at = spot.value.end.max(spot.key.end);
    }
    blank(&mut out, text.get(at..).unwrap_or_default(), ' ');
    Source { name: name.to_owned(), text: out, spots }
}

/// Writes something else for every character but for line breaks, what separates, and the word `export`.
fn blank(out: &mut String, text: &str, instead: char) {
    for line in text.split_inclusive('\n') {
        let export = if line.trim() == "export" { line.len() } else { 0 };
        for (offset, character) in line.char_indices() {
            let stays = character.is_ascii_whitespace()
                || offset < export
                || (instead == ' ' && "=:".contains(character));
            if stays {
                out.push(character);
            } else {
                // As many bytes, so that every place stays where it is.
                out.extend(std::iter::repeat_n(instead, character.len_utf8()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pcluster_config::template::Layout;

    #[test]
    fn only_public_values_are_shown() {
        let text =
            "#!/bin/sh\n# s3cret é\nexport A=1 B=s3cret C='s3\ncret' # s3cret\ns3cret --now=1\nexport D=x\n";
        let spots = Layout::of("a.sh", text).places.into_iter().map(Spot::from).collect();
        let source = shown("a.sh", text, spots, |name| name == "A" || name == "D");
        assert_eq!(source.text.len(), text.len());
        assert!(!source.text.contains("s3") && !source.text.contains("cret"), "{}", source.text);
        assert!(source.text.contains("export A=1 B=****** C=***\n*****"), "{}", source.text);
        assert!(source.text.ends_with("export D=x\n"), "{}", source.text);
    }
}
