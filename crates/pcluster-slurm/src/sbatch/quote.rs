//! Values that stay values: nothing in them becomes an option, a command or another line.

use std::fmt::Write;

/// Whether a text needs no quotes, for sbatch as for bash.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(&byte))
}

/// A word of bash. What would steer the terminal of whoever looks at the script, or be lost as the end of a line, is
/// written as an escape.
pub(super) fn word(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if !text.contains(steers) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut word = String::from("$'");
    for letter in text.chars() {
        match letter {
            '\'' | '\\' => word.extend(['\\', letter]),
            // Bytes and not characters: those depend on the locale.
            letter if steers(letter) => {
                let mut bytes = [0; 4];
                for byte in letter.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(word, "\\{byte:03o}");
                }
            }
            letter => word.push(letter),
        }
    }
    word.push('\'');
    word
}

/// Whether a character of a value does more than stand for itself where it is shown.
fn steers(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An option of srun with a value, as one word of bash.
pub(super) fn option(name: &str, value: &str) -> String {
    if is_plain(value) { format!("--{name}={value}") } else { format!("--{name}={}", word(value)) }
}

/// A directive of sbatch. sbatch splits the line at blanks and ends it at a `#`, takes double quotes around a word and a
/// backslash before a character; there is no way to write a line break, which no value here holds.
pub(super) fn directive(option: &str) -> String {
    let (name, value) = option.split_once('=').unwrap_or((option, ""));
    if value.is_empty() || is_plain(value) {
        return format!("#SBATCH {option}");
    }
    format!("#SBATCH {name}=\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}

/// The text of a comment, in which no line can end.
pub(super) fn comment(text: &str) -> String {
    text.chars().map(|character| if is_line_end(character) { ' ' } else { character }).collect()
}

fn is_line_end(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{comment, directive, option, word};

    #[test]
    fn plain_texts_stay_as_they_are() {
        assert_eq!(word("/fsx/a.py"), "/fsx/a.py");
        assert_eq!(option("container-image", "/fsx/a.sqsh"), "--container-image=/fsx/a.sqsh");
        assert_eq!(directive("--output=/fsx/%x_%j.out"), "#SBATCH --output=/fsx/%x_%j.out");
        assert_eq!(directive("--exclusive"), "#SBATCH --exclusive");
    }

    #[test]
    fn others_are_quoted() {
        assert_eq!(word(""), "''");
        assert_eq!(word("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(word("~"), "'~'");
        assert_eq!(word("\u{1b}[31m it's \\\r\n"), "$'\\033[31m it\\'s \\\\\\015\n'");
        assert_eq!(option("chdir", "a b"), "--chdir='a b'");
        assert_eq!(directive(r#"--job-name=a "b" # \"#), r#"#SBATCH --job-name="a \"b\" # \\""#);
        assert_eq!(comment("a\nrm -rf /"), "a rm -rf /");
    }
}
