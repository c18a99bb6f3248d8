//! Texts as words of a shell.

/// A text as one word that the shell changes nothing about.
pub(super) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(quote("a b"), "'a b'");
        assert_eq!(quote("a'$(x)'"), "'a'\\''$(x)'\\'''");
    }
}
