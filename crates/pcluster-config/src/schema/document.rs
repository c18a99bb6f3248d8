//! The schema as a JSON Schema document.

use std::collections::BTreeSet;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::model::cluster::ClusterConfig;
use crate::model::image::ImageConfig;

/// The JSON Schema (draft 2020-12) of the configurations that a release accepts.
///
/// With `placeholders`, a `${NAME}` may stand wherever a value may, as in a template.
pub fn json_schema(kind: ConfigKind, release: Release, placeholders: bool) -> Value {
    let mut document = generated(kind);
    narrow(&mut document, kind, release);
    drop_unused_definitions(&mut document);
    list_choices(&mut document);
    if let Value::Object(root) = &mut document {
        root.insert("title".into(), format!("AWS ParallelCluster {release}: {kind} configuration").into());
    }
    if placeholders {
        open_to_placeholders(&mut document);
    }
    document
}

/// The schema of the model, which knows what any release accepts.
pub(super) fn generated(kind: ConfigKind) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = match kind {
        ConfigKind::Cluster => generator.into_root_schema_for::<ClusterConfig>(),
        ConfigKind::Image => generator.into_root_schema_for::<ImageConfig>(),
    };
    let mut document = Value::from(schema);
    tidy(&mut document);
    document
}

/// Takes out `null`, which is no value for any key: one that is absent is left out. Joins the lines of descriptions.
pub(super) fn tidy(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(object) => {
            object.values_mut().for_each(tidy);
            if let Some(Value::String(description)) = object.get_mut("description") {
                *description = description.replace('\n', " ");
            }
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".into(), only);
                }
            }
            if let Some(Value::Array(branches)) = object.get_mut("anyOf") {
                branches.retain(|branch| branch.get("type").is_none_or(|name| name != "null"));
                if let [Value::Object(only)] = branches.as_slice() {
                    let only = only.clone();
                    object.remove("anyOf");
                    for (key, value) in only {
                        object.entry(key).or_insert(value);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Leaves what the release accepts.
pub(super) fn narrow(document: &mut Value, kind: ConfigKind, release: Release) {
    let facts = release.facts().of(kind);
    for path in &facts.absent {
        let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
        if let Some(section) = section_mut(document, parent) {
            if let Some(Value::Object(properties)) = section.get_mut("properties") {
                properties.shift_remove(key);
            }
            if let Some(Value::Array(required)) = section.get_mut("required") {
                required.retain(|name| name != key);
            }
        }
    }
    for path in &facts.required {
        let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
        if let Some(section) = section_mut(document, parent)
            && let Value::Array(required) = section.entry("required").or_insert_with(|| json!([]))
        {
            required.push(key.into());
        }
    }
    for (path, choices) in &facts.choices {
        if let Some(property) = property_mut(document, path) {
            let accepted = |value: Option<&Value>| {
                value.is_some_and(|value| choices.iter().any(|choice| value == choice))
            };
            if let Some(Value::Array(branches)) = property.get_mut("oneOf") {
                branches.retain(|branch| accepted(branch.get("const")));
            }
            if let Some(Value::Array(values)) = property.get_mut("enum") {
                values.retain(|value| accepted(Some(value)));
            }
        }
    }
    for (path, maximum) in &facts.maximum {
        if let Some(property) = property_mut(document, path) {
            property.insert("maximum".into(), (*maximum).into());
        }
    }
}

/// Takes out the definitions that only absent keys used.
fn drop_unused_definitions(document: &mut Value) {
    let mut used = BTreeSet::new();
    let mut pending = vec![document.get("properties").cloned().unwrap_or_default()];
    while let Some(part) = pending.pop() {
        match part {
            Value::Array(items) => pending.extend(items),
            Value::Object(object) => {
                let name =
                    object.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/"));
                if let Some(name) = name.filter(|name| used.insert((*name).to_owned())) {
                    pending.extend(document.pointer(&format!("/$defs/{name}")).cloned());
                }
                pending.extend(object.into_iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    if let Some(Value::Object(definitions)) = document.get_mut("$defs") {
        definitions.retain(|name, _| used.contains(name));
    }
}

fn property_mut<'d>(document: &'d mut Value, path: &str) -> Option<&'d mut Map<String, Value>> {
    let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
    section_mut(document, parent)?.get_mut("properties")?.get_mut(key)?.as_object_mut()
}

/// The section at a path, where its properties stand.
fn section_mut<'d>(document: &'d mut Value, path: &str) -> Option<&'d mut Map<String, Value>> {
    let mut pointer = String::new();
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (key, items) = match step.strip_suffix("[]") {
            Some(key) => (key, "/items"),
            None => (step, ""),
        };
        pointer = resolve(document, format!("{pointer}/properties/{key}{items}"));
    }
    pointer = resolve(document, pointer);
    document.pointer_mut(&pointer)?.as_object_mut()
}

/// Follows a reference.
fn resolve(document: &Value, pointer: String) -> String {
    let target = document.pointer(&pointer).and_then(|schema| schema.get("$ref")).and_then(Value::as_str);
    target.and_then(|target| target.strip_prefix('#')).map_or(pointer, str::to_owned)
}

/// Writes choices as a list, which editors complete better than alternatives with one value each.
pub(super) fn list_choices(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(list_choices),
        Value::Object(object) => {
            object.values_mut().for_each(list_choices);
            if let Some(Value::Array(branches)) = object.get("oneOf") {
                let part = |key: &str| -> Vec<Value> {
                    branches.iter().filter_map(|branch| branch.get(key).cloned()).collect()
                };
                let (choices, descriptions) = (part("const"), part("description"));
                if choices.len() == branches.len() {
                    object.shift_remove("oneOf");
                    object.insert("type".into(), "string".into());
                    if descriptions.len() == choices.len() {
                        // Two names that editors know for the same.
                        object.insert("enumDescriptions".into(), descriptions.clone().into());
                        object.insert("markdownEnumDescriptions".into(), descriptions.into());
                    }
                    object.insert("enum".into(), choices.into());
                }
            }
        }
        _ => {}
    }
}

/// Lets a text with a placeholder stand for every scalar, list and section.
fn open_to_placeholders(value: &mut Value) {
    const PLACEHOLDER: &str = r"\$\{";
    match value {
        Value::Array(items) => items.iter_mut().for_each(open_to_placeholders),
        Value::Object(object) => {
            for (key, part) in object.iter_mut() {
                if !["enum", "default", "enumDescriptions", "markdownEnumDescriptions"]
                    .contains(&key.as_str())
                {
                    open_to_placeholders(part);
                }
            }
            let text = object.get("type").is_some_and(|name| name == "string");
            if let Some(Value::String(pattern)) = object.get_mut("pattern") {
                *pattern = format!("{pattern}|{PLACEHOLDER}");
            } else if let Some(name) = object.get("type").filter(|name| name.is_string() && !text).cloned() {
                object.insert("type".into(), json!([name, "string"]));
                object.insert("pattern".into(), PLACEHOLDER.into());
            }
            if let Some(choices) = object.shift_remove("enum") {
                let mut listed = Map::from_iter([("enum".to_owned(), choices)]);
                for key in ["enumDescriptions", "markdownEnumDescriptions"] {
                    listed
                        .extend(object.shift_remove(key).map(|descriptions| (key.to_owned(), descriptions)));
                }
                let mut placeholder = json!({ "pattern": PLACEHOLDER });
                if !text {
                    // Among numbers a pattern says nothing.
                    placeholder["type"] = "string".into();
                    object.shift_remove("pattern");
                }
                object.insert("anyOf".into(), json!([listed, placeholder]));
            }
        }
        _ => {}
    }
}
