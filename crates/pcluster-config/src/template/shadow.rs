//! A copy of the template in which every placeholder is a harmless word of the same length.
//!
//! `[${A}, ${B:-b: c}]` is no YAML, but with words instead of the placeholders it is, and whatever the parser says
//! about the copy, offset by offset, holds for the template.

use super::placeholder::Found;

/// The copy. Each word begins with a character that the template does not contain, and goes on in `x`.
pub(super) struct Shadow {
    pub(super) text: String,
    mark: char,
}

impl Shadow {
    /// The copy of a template; `None` if the template uses up all characters there are for it.
    pub(super) fn new(template: &str, found: &[Found<'_>]) -> Option<Self> {
        let mark = unused(template)?;
        let mut text = String::with_capacity(template.len());
        let mut copied = 0;
        for span in found.iter().map(Found::span) {
            text.push_str(template.get(copied..span.start)?);
            text.push(mark);
            text.extend(std::iter::repeat_n('x', (span.end - span.start).checked_sub(mark.len_utf8())?));
            copied = span.end;
        }
        text.push_str(template.get(copied..)?);
        Some(Self { text, mark })
    }

    /// The pieces of a scalar's text before, between and behind the words of these placeholders.
    ///
    /// `None` if the words are not there, which would be a mistake of this module.
    pub(super) fn split<'s>(&self, text: &'s str, found: &[Found<'_>]) -> Option<Vec<&'s str>> {
        let mut pieces = Vec::with_capacity(found.len() + 1);
        let mut rest = text;
        for span in found.iter().map(Found::span) {
            let (before, behind) = rest.split_once(self.mark)?;
            let filling = (span.end - span.start).checked_sub(self.mark.len_utf8())?;
            let word = behind.get(..filling)?;
            if word.bytes().any(|byte| byte != b'x') {
                return None;
            }
            pieces.push(before);
            rest = behind.get(filling..)?;
        }
        pieces.push(rest);
        (!rest.contains(self.mark)).then_some(pieces)
    }
}

/// A letter of two bytes that the text contains neither as such nor as an escape.
fn unused(text: &str) -> Option<char> {
    let mut used = [false; 0x800];
    let mut note = |code: Option<usize>| {
        if let Some(place) = code.and_then(|code| used.get_mut(code)) {
            *place = true;
        }
    };
    for character in text.chars().filter(|character| !character.is_ascii()) {
        note(usize::try_from(u32::from(character)).ok());
    }
    for (escape, digits) in [("\\u", 4), ("\\U", 8)] {
        for (at, _) in text.match_indices(escape) {
            note(text.get(at + 2..at + 2 + digits).and_then(|hex| usize::from_str_radix(hex, 16).ok()));
        }
    }
    (0x100..0x800_u32).filter_map(char::from_u32).find(|letter| {
        let unused = usize::try_from(u32::from(*letter)).ok().and_then(|code| used.get(code)) == Some(&false);
        unused && letter.is_alphabetic()
    })
}

#[cfg(test)]
mod tests {
    use super::super::placeholder::scan;
    use super::*;

    #[test]
    fn offsets_stay_as_they_are() {
        let template = "a: [${A}, $B]\nb: ${C:-x: y}z ${";
        let found = scan(template);
        let shadow = Shadow::new(template, &found).unwrap();
        assert_eq!(shadow.text, "a: [Āxx, Ā]\nb: Āxxxxxxxxz Ā");
        assert_eq!(shadow.text.len(), template.len());
        assert_eq!(shadow.split("Āxxxxxxxxz Ā", &found[2..]), Some(vec!["", "z ", ""]));
        assert_eq!(shadow.split("Āxx", &found[..2]), None);
        assert_eq!(shadow.split("ĀxxĀĀ", &found[..2]), None);
        assert_eq!(shadow.split("Āx", &found[..1]), None);
    }

    #[test]
    fn the_mark_is_nowhere_else() {
        let shadow = Shadow::new("Āā \\u0102 \\U00000103 $A", &scan("Āā \\u0102 \\U00000103 $A")).unwrap();
        assert_eq!(shadow.mark, 'Ą');
        let all: String = (0x100..0x800_u32).filter_map(char::from_u32).collect();
        assert!(Shadow::new(&all, &[]).is_none());
    }
}
