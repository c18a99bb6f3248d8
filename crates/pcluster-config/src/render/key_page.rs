//! What is known about a key, for a terminal.

use serde_json::Value;

use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::schema::{DocumentKey, KeyInfo, Lifetime};

use super::wrap::wrap;

/// Width of the column of names.
const NAMES: usize = 10;

/// A page about a key, wrapped to a width.
pub fn key_page(key: &KeyInfo, kind: ConfigKind, release: Release, width: usize) -> String {
    let mut page = head(
        &Head {
            path: &key.path,
            description: &key.description,
            place: &format!("{kind} configuration"),
            type_name: &key.type_name,
            required: key.required,
            default: key.default.as_ref(),
            unit: key.unit.as_deref(),
            limits: &key.limits,
        },
        width,
    );
    page.push_str(&entry("releases", &releases(key.lifetime, release), width));
    if key.deprecated {
        page.push_str(&entry("status", "should not be used any more", width));
    }
    if let Some(policy) = key.update_policy {
        page.push_str(&entry("change", &format!("{} ({})", policy.meaning, policy.name), width));
    }
    page + &tail(&key.choices, &key.keys, width)
}

/// A page about a key of another document, wrapped to a width. `place` says what document that is.
pub fn document_key_page(key: &DocumentKey, place: &str, width: usize) -> String {
    let head = head(
        &Head {
            path: &key.path,
            description: &key.description,
            place,
            type_name: &key.type_name,
            required: key.required,
            default: key.default.as_ref(),
            unit: key.unit.as_deref(),
            limits: &key.limits,
        },
        width,
    );
    head + &tail(&key.choices, &key.keys, width)
}

/// What stands first on a page, whatever the key is of.
struct Head<'a> {
    path: &'a str,
    description: &'a str,
    place: &'a str,
    type_name: &'a str,
    required: bool,
    default: Option<&'a Value>,
    unit: Option<&'a str>,
    limits: &'a [String],
}

fn head(key: &Head<'_>, width: usize) -> String {
    let mut page = format!("{}\n", key.path);
    page.push_str(&wrap(&key.description.replace('\n', " "), width, 2));
    page.push('\n');
    let mut row = |name: &str, value: &str| page.push_str(&entry(name, value, width));
    row("in", key.place);
    row("type", key.type_name);
    row("required", if key.required { "yes" } else { "no" });
    if let Some(default) = key.default {
        row("default", &default_text(default));
    }
    if let Some(unit) = key.unit {
        row("unit", unit);
    }
    for limit in key.limits {
        row("limit", limit);
    }
    page
}

/// What stands last: choices, and the keys below.
fn tail(choices: &[(String, String)], keys: &[String], width: usize) -> String {
    let mut page = String::new();
    for (index, (choice, meaning)) in choices.iter().enumerate() {
        let meaning = meaning.trim_end_matches('.').replace('\n', " ");
        let text = if meaning.is_empty() { choice.clone() } else { format!("{choice}: {meaning}") };
        page.push_str(&entry(if index == 0 { "choices" } else { "" }, &text, width));
    }
    if !keys.is_empty() {
        page.push_str(&entry("keys", &keys.join(", "), width));
    }
    page
}

fn default_text(default: &Value) -> String {
    match default {
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(map) if map.is_empty() => "an empty map".to_owned(),
        other => other.to_string(),
    }
}

fn releases(lifetime: Lifetime, release: Release) -> String {
    let oldest = Release::all().next().unwrap_or_default();
    let newest = Release::newest();
    let mut text = match (lifetime.since == oldest, lifetime.last == newest) {
        (true, true) => format!("all that are known here, {oldest} to {newest}"),
        (false, true) => format!("{} and later", lifetime.since),
        (true, false) => format!("up to {}", lifetime.last),
        (false, false) => format!("{} to {}", lifetime.since, lifetime.last),
    };
    if !(lifetime.since..=lifetime.last).contains(&release) {
        text.push_str("; not known to ");
        text.push_str(release.as_str());
    }
    text
}

fn entry(name: &str, value: &str, width: usize) -> String {
    let text = wrap(value, width, NAMES + 2);
    format!("  {name:<NAMES$}{}", text.trim_start_matches(' '))
}
