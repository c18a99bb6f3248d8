//! `HeadNode.Networking.ElasticIp`, a key that takes several types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::scalar::Value;

/// The lasting public address of the head node.
#[derive(Clone, Debug, PartialEq)]
pub enum ElasticIp {
    /// Whether a new address is allocated.
    Allocate(bool),
    /// An address that exists, by its allocation id (`eipalloc-...`) or as itself. The texts `true` and
    /// `false`, in any case, count as booleans.
    AllocationId(String),
    /// A value of another type, which passes the official schema and is of no use.
    Other(Value),
}

impl ElasticIp {
    /// Whether a new address is allocated.
    pub fn allocates(&self) -> bool {
        match self {
            Self::Allocate(allocate) => *allocate,
            Self::AllocationId(text) => boolean(text) == Some(true),
            Self::Other(_) => false,
        }
    }

    /// The address that exists already.
    pub fn allocation_id(&self) -> Option<&str> {
        match self {
            Self::AllocationId(text) if boolean(text).is_none() => Some(text),
            _ => None,
        }
    }
}

/// What a text says that counts as a boolean.
fn boolean(text: &str) -> Option<bool> {
    text.to_ascii_lowercase().parse().ok()
}

impl From<Value> for ElasticIp {
    fn from(value: Value) -> Self {
        match value {
            Value::Bool(allocate) => Self::Allocate(allocate),
            Value::String(text) => Self::AllocationId(text),
            other => Self::Other(other),
        }
    }
}

impl<'de> Deserialize<'de> for ElasticIp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for ElasticIp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Allocate(allocate) => allocate.serialize(serializer),
            Self::AllocationId(text) => text.serialize(serializer),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

impl JsonSchema for ElasticIp {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ElasticIp".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["boolean", "string"], "x-any": true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_says_true_or_false_is_no_address() {
        let id = |text: &str| ElasticIp::AllocationId(text.to_owned());
        assert!(id("TRUE").allocates());
        assert!(!id("False").allocates());
        assert_eq!(id("False").allocation_id(), None);
        assert_eq!(id("eipalloc-1").allocation_id(), Some("eipalloc-1"));
    }
}
