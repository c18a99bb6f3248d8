//! A template as a tree. Tags are left out: `!Ref SecurityGroup` is the text `SecurityGroup`, `!If [A, b, c]` is a list.

use serde_json::Value;

/// A template as a tree.
pub(super) struct Document(Value);

/// A resource in a template.
#[derive(Clone, Copy)]
pub(super) struct Resource<'d> {
    /// Its name in the template.
    pub(super) id: &'d str,
    /// All that is said about it.
    pub(super) body: &'d Value,
}

impl Document {
    pub(super) fn read(text: &str) -> Self {
        Self(serde_saphyr::from_str(text).unwrap())
    }

    /// What is at a JSON pointer.
    pub(super) fn at(&self, pointer: &str) -> &Value {
        self.0.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// All resources.
    pub(super) fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        self.0["Resources"].as_object().unwrap().iter().map(|(id, body)| Resource { id, body })
    }

    /// The resources of a type.
    pub(super) fn of_type(&self, kind: &str) -> impl Iterator<Item = Resource<'_>> {
        self.resources().filter(move |resource| resource.kind() == kind)
    }

    /// The resource of a name.
    pub(super) fn resource(&self, id: &str) -> Option<Resource<'_>> {
        self.resources().find(|resource| resource.id == id)
    }
}

impl<'d> Resource<'d> {
    pub(super) fn kind(self) -> &'d str {
        self.body["Type"].as_str().unwrap()
    }

    /// The property at a JSON pointer.
    pub(super) fn at(self, pointer: &str) -> &'d Value {
        self.body["Properties"].pointer(pointer).unwrap_or(&Value::Null)
    }

    /// The items of the property at a JSON pointer.
    pub(super) fn items(self, pointer: &str) -> &'d [Value] {
        items(self.at(pointer))
    }
}

/// The items of a list; none of what is no list.
pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Calls something with every mapping in a tree, the outer ones first.
pub(super) fn visit<'v>(value: &'v Value, see: &mut impl FnMut(&'v serde_json::Map<String, Value>)) {
    match value {
        Value::Object(entries) => {
            see(entries);
            entries.values().for_each(|item| visit(item, see));
        }
        Value::Array(list) => list.iter().for_each(|item| visit(item, see)),
        _ => {}
    }
}

/// Every text in a tree.
pub(super) fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(entries) => entries.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
