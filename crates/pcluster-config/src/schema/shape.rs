//! The schema as the checker needs it: compiled once for each kind and release.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::scalar::Pattern;

use super::document::{generated, narrow};

/// What may stand under a key.
#[derive(Debug)]
pub(crate) enum Shape {
    Section(Section),
    /// A section that is a script or a sequence of scripts.
    Action(Section),
    List(List),
    /// A map with free keys.
    Map(Entries),
    Text(Text),
    Int(Whole),
    Float(Option<f64>),
    Bool,
    /// Anything but null.
    Any,
}

/// A section and its keys.
#[derive(Debug, Default)]
pub(crate) struct Section {
    /// The keys in documentation order.
    pub(crate) keys: Vec<Key>,
    index: HashMap<String, usize>,
}

/// A key of a section.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    /// Whether the section is incomplete without it.
    pub(crate) required: bool,
    pub(crate) shape: Shape,
    pub(crate) notes: Notes,
}

/// What is said about a key besides its shape.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) description: String,
    pub(crate) unit: Option<String>,
    pub(crate) default: Option<Value>,
    pub(crate) deprecated: bool,
}

/// A list.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) item: Box<Shape>,
    pub(crate) least: Option<u64>,
    pub(crate) most: Option<u64>,
}

/// The entries of a map.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    /// What its keys look like; anything where it is `None`.
    pub(crate) names: Option<Text>,
    /// What its values are; anything where it is `None`.
    pub(crate) values: Option<Box<Shape>>,
}

/// A text.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// The texts that are accepted, with their descriptions; empty where any is.
    pub(crate) choices: Vec<(String, String)>,
    pub(crate) pattern: Option<Pattern>,
    /// The pattern in words.
    pub(crate) form: Option<String>,
    /// What a text that passes should look like.
    pub(crate) meant: Option<Pattern>,
    /// Lengths in characters.
    pub(crate) least: Option<u64>,
    pub(crate) most: Option<u64>,
    /// Whether the text must hold JSON.
    pub(crate) json: bool,
    /// Whether a number or a boolean may stand for what is written.
    pub(crate) scalars: bool,
}

/// A whole number.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    pub(crate) choices: Vec<i64>,
    pub(crate) least: Option<i64>,
    pub(crate) most: Option<i64>,
}

impl Section {
    /// The key of a name.
    pub(crate) fn key(&self, name: &str) -> Option<&Key> {
        self.index.get(name).and_then(|at| self.keys.get(*at))
    }
}

/// The shape of a configuration in a release.
pub(crate) fn shape(kind: ConfigKind, release: Release) -> &'static Section {
    static CLUSTER: [OnceLock<Section>; Release::COUNT] = [const { OnceLock::new() }; Release::COUNT];
    static IMAGE: [OnceLock<Section>; Release::COUNT] = [const { OnceLock::new() }; Release::COUNT];
    let cells = match kind {
        ConfigKind::Cluster => &CLUSTER,
        ConfigKind::Image => &IMAGE,
    };
    cells[release.index()].get_or_init(|| {
        let mut document = generated(kind);
        narrow(&mut document, kind, release);
        whole(&document)
    })
}

/// The shape that a whole schema says.
pub(super) fn whole(document: &Value) -> Section {
    section(document, document)
}

fn section(schema: &Value, root: &Value) -> Section {
    let schema = object(schema, root);
    let required = strings(schema.get("required"));
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let keys: Vec<Key> = properties
        .iter()
        .map(|(name, property)| Key {
            name: name.clone(),
            required: required.iter().any(|key| key == name),
            shape: compile(property, root),
            notes: notes(property),
        })
        .collect();
    let index = keys.iter().enumerate().map(|(at, key)| (key.name.clone(), at)).collect();
    Section { keys, index }
}

fn compile(schema: &Value, root: &Value) -> Shape {
    let is_action =
        schema.get("$ref").and_then(Value::as_str).is_some_and(|name| name.ends_with("/CustomAction"));
    let schema = object(schema, root);
    let choices = choices(schema);
    let number = |key: &str| schema.get(key).and_then(Value::as_i64);
    let count = |key: &str| schema.get(key).and_then(Value::as_u64);
    match schema.get("type").and_then(Value::as_str) {
        Some("object") if is_action => Shape::Action(section(&Value::Object(schema.clone()), root)),
        Some("object")
            if schema.contains_key("properties")
                || schema.get("additionalProperties").is_some_and(Value::is_boolean) =>
        {
            Shape::Section(section(&Value::Object(schema.clone()), root))
        }
        Some("object") => Shape::Map(Entries {
            names: schema
                .get("propertyNames")
                .and_then(Value::as_object)
                .map(|names| text(names, Vec::new())),
            values: schema.get("additionalProperties").map(|values| Box::new(compile(values, root))),
        }),
        Some("array") => Shape::List(List {
            item: Box::new(schema.get("items").map_or(Shape::Any, |items| compile(items, root))),
            least: count("minItems"),
            most: count("maxItems"),
        }),
        Some("integer") => Shape::Int(Whole {
            choices: schema
                .get("enum")
                .and_then(Value::as_array)
                .map(|values| values.iter().filter_map(Value::as_i64).collect())
                .unwrap_or_default(),
            least: number("minimum"),
            most: number("maximum"),
        }),
        Some("number") => Shape::Float(schema.get("minimum").and_then(Value::as_f64)),
        Some("boolean") => Shape::Bool,
        Some("string") => Shape::Text(text(schema, choices)),
        None if !choices.is_empty() => Shape::Text(text(schema, choices)),
        None if strings(schema.get("type")) == ["string", "number", "boolean"] => {
            Shape::Text(Text { scalars: true, ..text(schema, choices) })
        }
        _ => Shape::Any,
    }
}

fn text(schema: &Map<String, Value>, choices: Vec<(String, String)>) -> Text {
    let pattern =
        |key: &str| schema.get(key).and_then(Value::as_str).map(|source| Pattern::owned(source.to_owned()));
    Text {
        choices,
        pattern: pattern("pattern"),
        form: schema.get("x-form").and_then(Value::as_str).map(str::to_owned),
        meant: pattern("x-meant"),
        least: schema.get("minLength").and_then(Value::as_u64),
        most: schema.get("maxLength").and_then(Value::as_u64),
        json: schema.get("contentMediaType").is_some_and(|kind| kind == "application/json"),
        scalars: false,
    }
}

/// The texts of a closed vocabulary, however the schema spells it.
fn choices(schema: &Map<String, Value>) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> =
        strings(schema.get("enum")).into_iter().map(|choice| (choice, String::new())).collect();
    for branch in schema.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
        let description = branch.get("description").and_then(Value::as_str).unwrap_or_default();
        if let Some(choice) = branch.get("const").and_then(Value::as_str) {
            choices.push((choice.to_owned(), description.to_owned()));
        }
        choices
            .extend(strings(branch.get("enum")).into_iter().map(|choice| (choice, description.to_owned())));
    }
    choices
}

fn notes(property: &Value) -> Notes {
    let text = |key: &str| property.get(key).and_then(Value::as_str).map(str::to_owned);
    Notes {
        description: text("description").unwrap_or_default(),
        unit: text("x-unit"),
        default: property.get("default").filter(|default| !default.is_null()).cloned(),
        deprecated: property.get("deprecated").is_some_and(|value| value == true),
    }
}

/// The schema itself, or what it refers to.
fn object<'s>(schema: &'s Value, root: &'s Value) -> &'s Map<String, Value> {
    static EMPTY: OnceLock<Map<String, Value>> = OnceLock::new();
    let target =
        schema.get("$ref").and_then(Value::as_str).and_then(|name| root.pointer(name.strip_prefix('#')?));
    target.unwrap_or(schema).as_object().unwrap_or_else(|| EMPTY.get_or_init(Map::new))
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}
