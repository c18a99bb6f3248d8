//! What can be wrong with settings, in words.

use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::facts::Release;
use crate::known;
use crate::location::{Path, Span};
use crate::policy::{Level, RuleNameError, Suppression};
use crate::suggest::nearest;

use super::Pattern;

fn error(rule: &'static str, path: &Path, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rule, Severity::Error, path.clone(), message)
}

pub(super) fn syntax(message: &str, place: Span) -> Diagnostic {
    let message = message.lines().next().unwrap_or_default();
    error("settings-syntax", &Path::root(), format!("this is not TOML: {message}"))
        .at(place, "")
        .help("texts stand between quotation marks, lists between brackets; see https://toml.io")
}

pub(super) fn unknown_key(key: &str, path: &Path, place: Span, known: &[&'static str]) -> Diagnostic {
    let problem = error("settings-key", path, format!("`{key}` is not a setting"));
    match nearest(key, known.iter().copied()) {
        Some(near) => {
            let title = format!("rename it to `{near}`");
            problem
                .at(place, format!("did you mean `{near}`?"))
                .help(title.clone())
                .fix(Fix { title, edits: vec![Edit { span: place, text: near.to_owned() }] })
        }
        None => problem.at(place, "").help(format!("the settings here are {}", listed(known))),
    }
}

pub(super) fn missing_paths(path: &Path, place: Span, label: &str) -> Diagnostic {
    error("settings-key", path, "an override has no `paths`, so it holds for nothing")
        .at(place, label)
        .help("add `paths`, a list of patterns such as `[\"next/\"]`")
}

/// `what` it must be, with an article.
pub(super) fn wrong_type(key: &str, what: &str, example: &str, path: &Path, place: Span) -> Diagnostic {
    error("settings-value", path, format!("`{key}` must be {what}"))
        .at(place, "")
        .help(format!("write it like this: {example}"))
}

pub(super) fn unknown_release(name: &str, path: &Path, place: Span) -> Diagnostic {
    let known: Vec<&str> = Release::all().map(Release::as_str).collect();
    let newest_first = || known.iter().rev().copied();
    let begun =
        newest_first().find(|known| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')));
    let near = begun.or_else(|| nearest(name, newest_first()));
    error("settings-value", path, format!("`{name}` is not a known ParallelCluster release"))
        .at(place, near.map(|near| format!("did you mean `{near}`?")).unwrap_or_default())
        .help(format!("the known ones are {}", known.join(", ")))
}

pub(super) fn region_form(name: &str, path: &Path, place: Span) -> Diagnostic {
    error("settings-value", path, format!("`{name}` is not the name of a region"))
        .at(place, "")
        .help("write it like `us-west-2`; `us-west-2a` would be a zone")
}

pub(super) fn unknown_level(name: &str, path: &Path, place: Span) -> Diagnostic {
    let known = Level::NAMES.map(|(name, _)| name);
    let begun = known.into_iter().find(|known| name.len() > 1 && known.starts_with(name));
    let near = begun.or_else(|| nearest(name, known.into_iter()));
    error("settings-value", path, format!("`{name}` is not a level"))
        .at(place, near.map(|near| format!("did you mean `{near}`?")).unwrap_or_default())
        .help(format!("choose one of {}", listed(&known)))
}

pub(super) fn rule_name(problem: &RuleNameError, path: &Path, place: Span) -> Diagnostic {
    match problem {
        RuleNameError::Unknown { id, near } => {
            let problem = Diagnostic::new(
                "unknown-rule",
                Severity::Warning,
                path.clone(),
                format!("there is no rule `{id}`"),
            );
            match near {
                Some(near) => problem
                    .at(place, format!("did you mean `{near}`?"))
                    .help(format!("rename it to `{near}`")),
                None => problem.at(place, "").help("write the id that stands in the brackets of a problem"),
            }
        }
        RuleNameError::Validator { name, rules } => {
            let message = format!("`{name}` is an official validator and no rule");
            let problem = Diagnostic::new("unknown-rule", Severity::Warning, path.clone(), message)
                .at(place, "this changes nothing");
            match known::instead_of_validator(rules) {
                Some(words) => problem.help(format!("{words}, or put it into `suppress-validators`")),
                None => problem.help("remove it: no rule says the same"),
            }
        }
        RuleNameError::ShapeError { id } => {
            let message =
                format!("`{id}` stays an error: the official tool refuses a file with such an error");
            Diagnostic::new("not-suppressible", Severity::Warning, path.clone(), message)
                .at(place, "this changes nothing")
                .help("remove it")
        }
    }
}

pub(super) fn suppression_form(message: String, path: &Path, place: Span) -> Diagnostic {
    error("settings-value", path, message)
        .at(place, "")
        .help("write it as for the official option `--suppress-validators`")
}

pub(super) fn suppression(
    suppression: &Suppression,
    message: String,
    path: &Path,
    place: Span,
) -> Diagnostic {
    let rule = if suppression.is_about_shape() { "not-suppressible" } else { "unknown-rule" };
    Diagnostic::new(rule, Severity::Warning, path.clone(), message)
        .at(place, "this changes nothing")
        .help("remove it, or name another validator")
}

pub(super) fn pattern(pattern: &Pattern, reason: &str) -> Diagnostic {
    error("settings-value", &Path::root(), format!("this is not a pattern of paths: {reason}"))
        .at(pattern.span, "")
        .help("write it as in a `.gitignore` file")
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
