//! Schemas of other documents than the official tool's configurations, made of their models.

use std::collections::HashMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::document::{list_choices, tidy};
use super::key::{choices, key_names, limits, nearest, plain, type_name, walk};
use super::shape::{Section, whole};

/// The schema of documents that are read with [`crate::source::read_document`], made of their model.
///
/// The model is a struct with `serde(deny_unknown_fields)` whose limits are garde attributes, which schemars reads; its
/// sections are structs, closed vocabularies are enums of names, maps have texts as keys. There is nothing untagged and
/// nothing flattened in it: that loses places.
#[derive(Debug)]
pub struct DocumentSchema {
    name: &'static str,
    reference: &'static str,
    json: Value,
    shape: Section,
    places: HashMap<String, Vec<String>>,
}

/// What is known about a key of such a document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocumentKey {
    /// Its path, `[]` for the items of a list.
    pub path: String,
    /// What may stand there, in words.
    pub type_name: String,
    /// Whether its section is incomplete without it.
    pub required: bool,
    /// What it does.
    pub description: String,
    /// The unit of a number.
    pub unit: Option<String>,
    /// What holds without it.
    pub default: Option<Value>,
    /// The texts that are accepted, with what they mean.
    pub choices: Vec<(String, String)>,
    /// Its limits, in words.
    pub limits: Vec<String>,
    /// The names of the keys below it.
    pub keys: Vec<String>,
}

impl DocumentKey {
    /// Whether a path is this key's; indices count for nothing, nor does the case.
    pub fn is_at(&self, path: &str) -> bool {
        plain(&self.path).eq_ignore_ascii_case(&plain(path))
    }
}

impl DocumentSchema {
    /// The schema of a model. `name` is what a document is called, with its article (`a job`); `reference` says where its
    /// keys can be looked up.
    pub fn of<T: JsonSchema>(name: &'static str, reference: &'static str) -> Self {
        let mut json =
            Value::from(SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>());
        tidy(&mut json);
        let shape = whole(&json);
        let mut places: HashMap<String, Vec<String>> = HashMap::new();
        walk(&shape, "", &mut |path, key| {
            let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
            places.entry(key.name.clone()).or_default().push(parent.to_owned());
        });
        Self { name, reference, json, shape, places }
    }

    /// What a document is called, with its article.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What a document is called, without its article.
    pub(crate) fn word(&self) -> &'static str {
        self.name.split_once(' ').map_or(self.name, |(_, word)| word)
    }

    /// The JSON Schema (draft 2020-12), for editors.
    pub fn json_schema(&self, title: &str) -> Value {
        let mut json = self.json.clone();
        list_choices(&mut json);
        if let Value::Object(root) = &mut json {
            root.insert("title".into(), title.into());
        }
        json
    }

    /// All keys, in documentation order.
    pub fn keys(&self) -> Vec<DocumentKey> {
        let mut keys = Vec::new();
        walk(&self.shape, "", &mut |path, key| {
            keys.push(DocumentKey {
                path: path.to_owned(),
                type_name: type_name(&key.shape),
                required: key.required,
                description: key.notes.description.clone(),
                unit: key.notes.unit.clone(),
                default: key.notes.default.clone(),
                choices: choices(&key.shape),
                limits: limits(&key.shape),
                keys: key_names(&key.shape),
            });
        });
        keys
    }

    /// The keys that a query means: the one at that path, else all whose paths end with it, whatever the case.
    pub fn search(&self, query: &str) -> Vec<DocumentKey> {
        let ending = format!(".{}", plain(query).to_lowercase());
        let all = self.keys();
        let (exact, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|key| key.is_at(query));
        if exact.is_empty() {
            let ends = |key: &DocumentKey| plain(&key.path).to_lowercase().ends_with(&ending);
            others.into_iter().filter(ends).collect()
        } else {
            exact
        }
    }

    /// The paths that are most like a query that means no key.
    pub fn similar(&self, query: &str) -> Vec<String> {
        nearest(self.keys().into_iter().map(|key| key.path), query)
    }

    pub(crate) fn shape(&self) -> &Section {
        &self.shape
    }

    pub(super) fn reference(&self) -> &'static str {
        self.reference
    }

    /// The first keys, as a help names them.
    pub(super) fn some_keys(&self) -> String {
        const SOME: usize = 3;
        let keys: Vec<String> =
            self.shape.keys.iter().take(SOME).map(|key| format!("`{}`", key.name)).collect();
        keys.join(", ")
    }

    pub(super) fn places_of(&self, name: &str) -> &[String] {
        self.places.get(name).map_or(&[], Vec::as_slice)
    }
}
