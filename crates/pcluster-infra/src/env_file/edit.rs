//! Changing the text of a file of variables.

use pcluster_config::template::rule::NEEDS_SHELL;
use pcluster_config::template::{FileKind, Layout, Place, yaml_text};

use super::error::EnvFileError;

/// The text, with a value for a name: in every place that sets it, else, or where what follows may set it to something
/// else, at the end.
pub(super) fn with_value(
    text: &str,
    layout: &Layout,
    name: &str,
    value: &str,
) -> Result<String, EnvFileError> {
    if value.contains(['\0', '\r']) {
        return Err(EnvFileError::Unwritable(name.to_owned()));
    }
    let mut changed = text.to_owned();
    let places: Vec<&Place> = layout.places.iter().filter(|place| place.name == name).collect();
    // From the last to the first, so that the places before stay where they are.
    for place in places.iter().rev() {
        let (start, end, written) = match layout.kind {
            FileKind::Shell => (place.value.start, place.value.end, shell_text(value)),
            FileKind::Yaml => yaml_place(text, layout, place, value)?,
        };
        changed.replace_range(start..end, &written);
    }
    let last = places.last().map_or(0, |place| place.value.end);
    if places.is_empty() || may_be_set_after(text, layout, name, last) {
        append(&mut changed, layout, name, value)?;
    }
    Ok(changed)
}

/// A value as a shell reads it: in single quotes where anything in it could mean something.
fn shell_text(value: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "_@%+:,./-=".contains(c);
    if value.chars().all(harmless) { value.to_owned() } else { format!("'{}'", value.replace('\'', "'\\''")) }
}

/// A value as JSON has it, which YAML reads as well.
fn json_text(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

/// What to replace by what, so that a key of YAML has a value.
fn yaml_place(
    text: &str,
    layout: &Layout,
    place: &Place,
    value: &str,
) -> Result<(usize, usize, String), EnvFileError> {
    let unclear = || EnvFileError::Unclear(place.name.clone());
    let written = if layout.braces.is_some() { json_text(value) } else { yaml_text(value) };
    let after = text.get(place.key.end..).unwrap_or_default();
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    if !after.get(blanks..).is_some_and(|rest| rest.starts_with(':')) {
        return Err(unclear());
    }
    let colon = place.key.end + blanks + 1;
    let old = text.get(place.value.start..place.value.end).ok_or_else(unclear)?;
    let end = (place.value.start + old.trim_end().len()).max(colon);
    let between = text.get(colon..place.value.start);
    Ok(match between {
        // The blanks may line the values up.
        Some(blanks) if !blanks.is_empty() && blanks.chars().all(|c| matches!(c, ' ' | '\t')) => {
            (place.value.start, end, written)
        }
        _ => (colon, end, format!(" {written}")),
    })
}

/// Whether something behind an offset that only a shell understands mentions a name.
fn may_be_set_after(text: &str, layout: &Layout, name: &str, offset: usize) -> bool {
    let inside_value =
        |at: usize| layout.places.iter().any(|place| (place.value.start..place.value.end).contains(&at));
    let mut spans = layout
        .diagnostics
        .iter()
        .filter(|problem| problem.rule == NEEDS_SHELL)
        .filter_map(|problem| problem.span)
        .filter(|span| span.start >= offset && !inside_value(span.start));
    spans.any(|span| text.get(span.start..span.end).is_some_and(|piece| mentions(piece, name)))
}

/// Whether a name stands in a piece of a script, other than for its value.
fn mentions(piece: &str, name: &str) -> bool {
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    piece.match_indices(name).any(|(at, _)| {
        let before = piece.get(..at).unwrap_or_default();
        let after = piece.get(at + name.len()..).unwrap_or_default();
        !before.ends_with(|c: char| of_name(c) || c == '$')
            && !before.ends_with("${")
            && !after.starts_with(of_name)
    })
}

fn append(text: &mut String, layout: &Layout, name: &str, value: &str) -> Result<(), EnvFileError> {
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if let Some(braces) = layout.braces {
        return append_to_braces(text, layout, braces.end, name, value, line_break);
    }
    let line = match layout.kind {
        FileKind::Shell => {
            if let Some(line) = end_of_script(text, layout) {
                return Err(EnvFileError::Ends { line });
            }
            format!("export {name}={}", shell_text(value))
        }
        FileKind::Yaml => {
            let indent = layout.places.first().map_or("", |place| indent(text, place));
            format!("{indent}{name}: {}", yaml_text(value))
        }
    };
    if !text.is_empty() && !text.ends_with('\n') && text != "\u{feff}" {
        text.push_str(line_break);
    }
    text.push_str(&line);
    text.push_str(line_break);
    Ok(())
}

/// The blanks before a key, if it is the first thing of its line.
fn indent<'t>(text: &'t str, place: &Place) -> &'t str {
    let before = text.get(..place.key.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    if line.chars().all(|c| c == ' ') { line } else { "" }
}

/// Adds a pair behind the last one of a mapping in braces, laid out as that one is.
fn append_to_braces(
    text: &mut String,
    layout: &Layout,
    end: usize,
    name: &str,
    value: &str,
    line_break: &str,
) -> Result<(), EnvFileError> {
    let close = text
        .get(..end)
        .and_then(|mapping| mapping.rfind('}'))
        .ok_or_else(|| EnvFileError::Unclear(name.to_owned()))?;
    let body = text.get(..close).unwrap_or_default().trim_end();
    let pair = format!("\"{name}\": {}", json_text(value));
    let several_lines = text.get(body.len()..close).is_some_and(|gap| gap.contains('\n'));
    let inserted = match layout.places.last() {
        None if body.ends_with('{') => format!("{line_break}  {pair}"),
        Some(last) if several_lines => format!(",{line_break}{}{pair}", indent(text, last)),
        _ => format!(", {pair}"),
    };
    let gap = if layout.places.is_empty() && !several_lines { line_break } else { "" };
    text.insert_str(body.len(), &(inserted + gap));
    Ok(())
}

/// The line of a command that ends the script, so that nothing behind it counts.
fn end_of_script(text: &str, layout: &Layout) -> Option<usize> {
    let ends = |piece: &str| {
        let word = piece.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        matches!(word, "exit" | "return" | "exec")
    };
    let mut spans = layout.diagnostics.iter().filter_map(|problem| problem.span);
    let span = spans.find(|span| text.get(span.start..span.end).is_some_and(ends))?;
    Some(super::error::line(text, span.start))
}
