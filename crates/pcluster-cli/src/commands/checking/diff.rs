//! What fixes would change, as a unified diff.

use std::io;

use similar::TextDiff;

use crate::commands::inputs::Input;
use crate::terminal::{self, ColorChoice};

use super::task::Checked;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// The changes of a file, if there are any. `patch -p1` and `git apply` take them for a file with a relative path.
pub(super) fn of(checked: &Checked, color: ColorChoice) -> Option<String> {
    let mended = checked.mended.as_ref().filter(|_| checked.is_mended())?;
    let name = match &checked.input {
        Input::File(path) => path.display().to_string().replace('\\', "/"),
        Input::Stdin => "stdin".to_owned(),
    };
    let name = name.trim_start_matches("./");
    let (old, new) = if name.starts_with('/') {
        (name.to_owned(), name.to_owned())
    } else {
        (format!("a/{name}"), format!("b/{name}"))
    };
    let diff = TextDiff::from_lines(&mended.before, &mended.after);
    let text = diff.unified_diff().context_radius(CONTEXT).header(&old, &new).to_string();
    Some(if terminal::use_color(color, &io::stdout()) { colored(&text) } else { text })
}

fn colored(diff: &str) -> String {
    let color = |line: &str| match line.bytes().next() {
        Some(b'+') => "\u{1b}[32m",
        Some(b'-') => "\u{1b}[31m",
        Some(b'@') => "\u{1b}[36m",
        _ => "",
    };
    diff.split_inclusive('\n')
        .map(|line| match (color(line), line.strip_suffix('\n')) {
            ("", _) => line.to_owned(),
            (color, Some(line)) => format!("{color}{line}\u{1b}[0m\n"),
            (color, None) => format!("{color}{line}\u{1b}[0m"),
        })
        .collect()
}
