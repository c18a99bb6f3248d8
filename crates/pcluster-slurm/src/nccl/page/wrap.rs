//! Lines that fit a width.

/// A text after a label, broken between words; later lines stand below the first word of the text. Words that are longer
/// than a line stay whole, so that a path can be copied.
pub(super) fn wrapped(label: &str, text: &str, width: usize) -> String {
    let indent = label.chars().count();
    let mut out = String::from(label);
    let mut used = indent;
    let mut first = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !first && used + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
        } else if !first {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
        first = false;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(
            wrapped("  = note: ", "one two three", 16),
            "  = note: one\n          two\n          three\n"
        );
        assert_eq!(wrapped("", "a-very-long-word b", 5), "a-very-long-word\nb\n");
        assert_eq!(wrapped("- ", "", 5), "- \n");
    }
}
