//! The keys of a configuration as a table.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;

use crate::facts::{Release, UpdatePolicy};
use crate::kind::ConfigKind;

use super::releases::{Lifetime, lifetime};
use super::shape::{Key, Section, Shape, shape};

/// What is known about a key.
#[derive(Clone, Debug)]
pub struct KeyInfo {
    /// Its path, `[]` for the items of a list.
    pub path: String,
    /// What may stand there, in words.
    pub type_name: String,
    /// Whether its section is incomplete without it.
    pub required: bool,
    /// What it does.
    pub description: String,
    /// The unit of a number or the length of a text.
    pub unit: Option<String>,
    /// What holds when its section is there and the key is not.
    pub default: Option<Value>,
    /// The texts that are accepted, with what they mean.
    pub choices: Vec<(String, String)>,
    /// Its limits, in words.
    pub limits: Vec<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// The names of the keys below it.
    pub keys: Vec<String>,
    /// The releases that know it.
    pub lifetime: Lifetime,
    /// What changing it on a running cluster costs.
    pub update_policy: Option<UpdatePolicy>,
}

impl KeyInfo {
    /// Whether a path is this key's; indices count for nothing, nor does the case.
    pub fn is_at(&self, path: &str) -> bool {
        plain(&self.path).eq_ignore_ascii_case(&plain(path))
    }
}

/// The paths of all keys that a release knows, in documentation order.
pub fn paths(kind: ConfigKind, release: Release) -> Vec<String> {
    let mut paths = Vec::new();
    walk(shape(kind, release), "", &mut |path, _| paths.push(path.to_owned()));
    paths
}

/// All keys that a release knows, in documentation order.
pub fn keys(kind: ConfigKind, release: Release) -> Vec<KeyInfo> {
    let mut keys = Vec::new();
    walk(shape(kind, release), "", &mut |path, key| keys.push(info(kind, release, path, key)));
    keys
}

/// The key of a path. Indices count for nothing: `SlurmQueues[0]` is `SlurmQueues[]`, which is `SlurmQueues`.
pub fn find(kind: ConfigKind, release: Release, path: &str) -> Option<KeyInfo> {
    let wanted = plain(path);
    let mut found = None;
    walk(shape(kind, release), "", &mut |path, key| {
        if found.is_none() && plain(path) == wanted {
            found = Some(info(kind, release, path, key));
        }
    });
    found
}

/// The keys that a query means: the one at that path, else all whose paths end with it, whatever the case.
///
/// A key that the release does not know is described as the nearest release has it; its lifetime tells.
pub fn search(kind: ConfigKind, release: Release, query: &str) -> Vec<KeyInfo> {
    let others = Release::all().rev().filter(|other| *other < release);
    let others = others.chain(Release::all().filter(|other| *other > release));
    std::iter::once(release)
        .chain(others)
        .map(|release| search_in(kind, release, query))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn search_in(kind: ConfigKind, release: Release, query: &str) -> Vec<KeyInfo> {
    let wanted = plain(query).to_lowercase();
    let ending = format!(".{wanted}");
    let mut exact = Vec::new();
    let mut endings = Vec::new();
    walk(shape(kind, release), "", &mut |path, key| {
        let path_plain = plain(path).to_lowercase();
        if path_plain == wanted {
            exact.push(info(kind, release, path, key));
        } else if path_plain.ends_with(&ending) {
            endings.push(info(kind, release, path, key));
        }
    });
    if exact.is_empty() { endings } else { exact }
}

/// The paths that are most like a query that means no key.
pub fn similar(kind: ConfigKind, release: Release, query: &str) -> Vec<String> {
    nearest(paths(kind, release).into_iter(), query)
}

/// The paths whose last keys are most like that of a query, the nearest first.
pub(super) fn nearest(paths: impl Iterator<Item = String>, query: &str) -> Vec<String> {
    const MOST: usize = 5;
    let wanted = plain(query).to_lowercase();
    let last = wanted.rsplit('.').next().unwrap_or_default();
    let mut near: Vec<(usize, String)> = paths
        .filter_map(|path| {
            let key = plain(&path).to_lowercase();
            let key = key.rsplit('.').next().unwrap_or_default();
            let distance = strsim::damerau_levenshtein(last, key);
            (distance <= last.chars().count() / 3).then_some((distance, path))
        })
        .collect();
    near.sort();
    near.into_iter().take(MOST).map(|(_, path)| path).collect()
}

/// The sections that have a key of a name, the top level as an empty path.
pub(crate) fn places_of(kind: ConfigKind, release: Release, name: &str) -> &'static [String] {
    type Places = HashMap<String, Vec<String>>;
    static CLUSTER: [OnceLock<Places>; Release::COUNT] = [const { OnceLock::new() }; Release::COUNT];
    static IMAGE: [OnceLock<Places>; Release::COUNT] = [const { OnceLock::new() }; Release::COUNT];
    let cells = match kind {
        ConfigKind::Cluster => &CLUSTER,
        ConfigKind::Image => &IMAGE,
    };
    let places = cells[release.index()].get_or_init(|| {
        let mut places = Places::new();
        walk(shape(kind, release), "", &mut |path, key| {
            let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
            places.entry(key.name.clone()).or_default().push(parent.to_owned());
        });
        places
    });
    places.get(name).map_or(&[], Vec::as_slice)
}

/// A path without indices.
pub(super) fn plain(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut inside = false;
    for character in path.chars() {
        match character {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => plain.push(character),
            _ => {}
        }
    }
    plain
}

pub(super) fn walk(section: &Section, prefix: &str, visit: &mut dyn FnMut(&str, &Key)) {
    for key in &section.keys {
        let path = if prefix.is_empty() { key.name.clone() } else { format!("{prefix}.{}", key.name) };
        visit(&path, key);
        match &key.shape {
            Shape::Section(section) | Shape::Action(section) => walk(section, &path, visit),
            Shape::List(list) => {
                if let Shape::Section(section) = list.item.as_ref() {
                    walk(section, &format!("{path}[]"), visit);
                }
            }
            _ => {}
        }
    }
}

fn info(kind: ConfigKind, release: Release, path: &str, key: &Key) -> KeyInfo {
    KeyInfo {
        path: path.to_owned(),
        type_name: type_name(&key.shape),
        required: key.required,
        description: key.notes.description.clone(),
        unit: key.notes.unit.clone(),
        default: key.notes.default.clone(),
        choices: choices(&key.shape),
        limits: limits(&key.shape),
        deprecated: key.notes.deprecated,
        keys: key_names(&key.shape),
        lifetime: lifetime(kind, path).unwrap_or(Lifetime { since: release, last: release }),
        update_policy: (kind == ConfigKind::Cluster).then(|| UpdatePolicy::of(path, release)).flatten(),
    }
}

/// The shape of a key, or of the items of its list.
fn inner(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(list) => list.item.as_ref(),
        shape => shape,
    }
}

/// What is accepted, where only a few things are.
pub(super) fn choices(shape: &Shape) -> Vec<(String, String)> {
    match inner(shape) {
        Shape::Text(text) => text.choices.clone(),
        Shape::Int(whole) => whole.choices.iter().map(|choice| (choice.to_string(), String::new())).collect(),
        _ => Vec::new(),
    }
}

/// The names of the keys below.
pub(super) fn key_names(shape: &Shape) -> Vec<String> {
    match inner(shape) {
        Shape::Section(section) | Shape::Action(section) => {
            section.keys.iter().map(|key| key.name.clone()).collect()
        }
        _ => Vec::new(),
    }
}

pub(super) fn type_name(shape: &Shape) -> String {
    match shape {
        Shape::Section(_) => "section".to_owned(),
        Shape::Action(_) => "section: one script, or a sequence of scripts".to_owned(),
        Shape::List(list) => match list.item.as_ref() {
            Shape::Section(_) => "list of sections".to_owned(),
            Shape::Map(_) => "list of maps with free names".to_owned(),
            _ => "list of texts".to_owned(),
        },
        Shape::Map(_) => "map with free names".to_owned(),
        Shape::Text(text) if text.json => "text that holds JSON".to_owned(),
        Shape::Text(_) => "text".to_owned(),
        Shape::Int(_) => "whole number".to_owned(),
        Shape::Float(_) => "number".to_owned(),
        Shape::Bool => "boolean".to_owned(),
        Shape::Any => "any value".to_owned(),
    }
}

pub(super) fn limits(shape: &Shape) -> Vec<String> {
    let mut limits = Vec::new();
    let mut bounds = |least: Option<String>, most: Option<String>, what: &str| match (least, most) {
        (Some(least), Some(most)) if least == most => limits.push(format!("{least}{what}")),
        (Some(least), Some(most)) => limits.push(format!("{least} to {most}{what}")),
        (Some(least), None) => limits.push(format!("{least} or more{what}")),
        (None, Some(most)) => limits.push(format!("{most} or less{what}")),
        (None, None) => {}
    };
    let text = |number: Option<u64>| number.map(|number| number.to_string());
    let mut pattern = None;
    match shape {
        Shape::Int(whole) => {
            bounds(whole.least.map(|least| least.to_string()), whole.most.map(|most| most.to_string()), "");
        }
        Shape::Float(least) => bounds(least.map(|least| least.to_string()), None, ""),
        Shape::Text(rule) => {
            bounds(text(rule.least), text(rule.most), " characters");
            pattern = rule.pattern.as_ref().map(|pattern| format!("matches `{}`", pattern.source()));
        }
        Shape::List(list) => {
            bounds(text(list.least), text(list.most), " items");
            if let Shape::Text(rule) = list.item.as_ref() {
                pattern =
                    rule.pattern.as_ref().map(|pattern| format!("each item matches `{}`", pattern.source()));
            }
        }
        _ => {}
    }
    limits.extend(pattern);
    limits
}
