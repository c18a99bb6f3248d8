//! What is known about a key, for a terminal.

use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::schema::{KeyInfo, Lifetime};

use super::wrap::wrap;

/// Width of the column of names.
const NAMES: usize = 10;

/// A page about a key, wrapped to a width.
pub fn key_page(key: &KeyInfo, kind: ConfigKind, release: Release, width: usize) -> String {
    let mut page = format!("{}\n", key.path);
    page.push_str(&wrap(&key.description.replace('\n', " "), width, 2));
    page.push('\n');
    let mut row = |name: &str, value: &str| page.push_str(&entry(name, value, width));
    row("in", &format!("{kind} configuration"));
    row("type", &key.type_name);
    row("required", if key.required { "yes" } else { "no" });
    if let Some(default) = &key.default {
        row("default", &default_text(default));
    }
    if let Some(unit) = &key.unit {
        row("unit", unit);
    }
    for limit in &key.limits {
        row("limit", limit);
    }
    row("releases", &releases(key.lifetime, release));
    if key.deprecated {
        row("status", "should not be used any more");
    }
    if let Some(policy) = key.update_policy {
        row("change", &format!("{} ({})", policy.meaning, policy.name));
    }
    for (index, (choice, meaning)) in key.choices.iter().enumerate() {
        let meaning = meaning.trim_end_matches('.').replace('\n', " ");
        let text = if meaning.is_empty() { choice.clone() } else { format!("{choice}: {meaning}") };
        page.push_str(&entry(if index == 0 { "choices" } else { "" }, &text, width));
    }
    if !key.keys.is_empty() {
        page.push_str(&entry("keys", &key.keys.join(", "), width));
    }
    page
}

fn default_text(default: &serde_json::Value) -> String {
    match default {
        serde_json::Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Object(map) if map.is_empty() => "an empty map".to_owned(),
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
