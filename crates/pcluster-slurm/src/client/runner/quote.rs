//! Words for a POSIX shell.

/// A word in single quotes, inside of which a shell changes nothing.
pub(super) fn quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A command line.
pub(super) fn command_line(words: &[String]) -> String {
    words.iter().map(|word| quote(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::command_line;

    #[test]
    fn words_come_out_of_a_shell_as_they_went_in() {
        let words = ["printf", "%s\n", "a b", "it's", "$HOME", "`id`", "a\nb", "\\", "*", "", "!x", "ü"];
        let line = command_line(&words.map(str::to_owned));
        let output = std::process::Command::new("sh").args(["-c", &line]).output().expect("a shell");
        let expected = words[2..].join("\n") + "\n";
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    }
}
