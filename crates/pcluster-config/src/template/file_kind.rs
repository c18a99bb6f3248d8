//! Which kind a variables file is.

use std::path::Path;

use super::placeholder::name_length;

/// How a variables file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `export NAME=value`
    Shell,
    /// `NAME: value`
    Yaml,
}

impl FileKind {
    /// The kind of a file, by the ending of its name, else by its first line that says something.
    pub fn of(name: &str, text: &str) -> Self {
        file_kind(name, text)
    }
}

/// The kind of a file, by the ending of its name, else by its first line that says something.
pub(super) fn file_kind(name: &str, text: &str) -> FileKind {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ["yaml", "yml", "json"].iter().any(|yaml| ending.eq_ignore_ascii_case(yaml)) {
        return FileKind::Yaml;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .unwrap_or_default();
    let unquoted = line.trim_start_matches(['"', '\'']);
    let after = unquoted.get(name_length(unquoted)..).unwrap_or_default().trim_start_matches(['"', '\'']);
    let key = after.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    // `{ command; }` is a group to a shell, `{` alone or before a quote is JSON.
    let json = line.strip_prefix('{').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(['"', '}'])
    });
    if json || (key && unquoted.len() > after.len()) || line == "---" {
        FileKind::Yaml
    } else {
        FileKind::Shell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_or_the_content_tells_the_kind() {
        for (name, text) in [
            ("config.yaml", "A=1"),
            ("config.YML", ""),
            ("vars.json", "{}"),
            ("vars", "# stack outputs\n\nCLUSTER_NAME: ml-cluster\n"),
            ("vars.env", "\u{feff}NUM_INSTANCES: \"3\"\r\n"),
            ("vars", "\"A\": 1"),
            ("vars", "{ \"A\": 1 }"),
            ("vars", "---\nA: 1"),
            ("vars", "A:"),
        ] {
            assert_eq!(file_kind(name, text), FileKind::Yaml, "{name} {text}");
        }
        for (name, text) in [
            ("pcluster-env.sh", "export A=1"),
            ("vars", ""),
            ("vars", "#!/bin/bash\n# a: b\nA=1\nB: 2"),
            ("vars", "A='x: y'"),
            ("vars", "set -e"),
            ("vars", "A=a:b"),
            ("vars", ": comment"),
            ("vars", "{ A=1; }"),
        ] {
            assert_eq!(file_kind(name, text), FileKind::Shell, "{name} {text}");
        }
    }
}
