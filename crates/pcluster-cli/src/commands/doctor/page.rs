//! A diagnosis as a page.

use std::fmt::Write as _;

use pcluster_infra::doctor::{Area, Check, Diagnosis, State};

/// Green, yellow, red, grey.
const PAINT: [&str; 4] = ["\u{1b}[32m", "\u{1b}[33m", "\u{1b}[1;31m", "\u{1b}[90m"];
const PLAIN: &str = "\u{1b}[0m";

/// One line a check under the heading of its area, what to do beneath it, and a sum at the end.
pub(super) fn of(diagnosis: &Diagnosis, color: bool) -> String {
    let width = diagnosis.checks.iter().map(|check| check.name.len()).max().unwrap_or_default();
    let mut page = String::new();
    let mut area = None;
    for check in &diagnosis.checks {
        if area != Some(check.area) {
            let gap = if area.is_some() { "\n" } else { "" };
            let _ = writeln!(page, "{gap}{}", heading(check.area));
            area = Some(check.area);
        }
        line(&mut page, check, width, color);
    }
    let _ = writeln!(page, "\n{}", sum(diagnosis));
    page
}

fn line(page: &mut String, check: &Check, width: usize, color: bool) {
    let (word, paint) = match check.state {
        State::Ok => ("ok", 0),
        State::Warning => ("warning", 1),
        State::Failed => ("failed", 2),
        _ => ("skipped", 3),
    };
    let (on, off) = if color { (PAINT[paint], PLAIN) } else { ("", "") };
    let _ = writeln!(page, "  {on}{word:<7}{off}  {:<width$}  {}", check.name, clean(&check.found));
    if let Some(help) = &check.help {
        let _ = writeln!(page, "  {:7}  {:width$}  = help: {}", "", "", clean(help));
    }
}

/// What AWS and programs say may hold anything.
fn clean(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

fn heading(area: Area) -> &'static str {
    match area {
        Area::Way => "The way to AWS",
        Area::Permissions => "What may be done there",
        Area::Account => "What is there",
        _ => "Programs on this machine",
    }
}

fn sum(diagnosis: &Diagnosis) -> String {
    let counted =
        [(State::Failed, "failed"), (State::Warning, "with a warning"), (State::Skipped, "skipped")];
    let told: Vec<String> = counted
        .into_iter()
        .map(|(state, word)| (diagnosis.count(state), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    match diagnosis.checks.len() {
        all if told.is_empty() => format!("{all} checks, all is well"),
        all => format!("{all} checks: {}", told.join(", ")),
    }
}
