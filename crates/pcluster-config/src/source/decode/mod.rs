//! Tree to model.
//!
//! Scalars are taken as leniently as the official schema takes them; a tree that was checked before can be
//! decoded without an error.

mod key;

use std::collections::HashSet;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::scalar::Int;

use super::lenient;
use super::tree::{Entry, Key, Kind, NodeId, Tree};

use key::{KeyDecoder, Variant};

/// Why a node is not what is asked for.
#[derive(Debug)]
pub(crate) struct DecodeError(String);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// What decoding needs besides the node.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a, 't> {
    pub(crate) tree: &'a Tree<'t>,
    /// Values that the official tool overlooks.
    pub(crate) ignored: &'a HashSet<NodeId>,
    /// Whether a value that is wrong or missing is replaced by one that is possible, so that the rest can be looked
    /// at. What is said about such a value means nothing.
    pub(crate) repair: bool,
}

/// A node to be decoded; `None` is one that is missing and was required.
#[derive(Clone, Copy)]
pub(crate) struct Decoder<'a, 't> {
    pub(crate) context: Context<'a, 't>,
    pub(crate) node: Option<NodeId>,
}

impl<'a, 't> Decoder<'a, 't> {
    fn at(self, node: Option<NodeId>) -> Self {
        Self { node, ..self }
    }

    fn kind(&self) -> &'a Kind<'t> {
        self.node.map_or(&Kind::Broken, |node| self.context.tree.kind(node))
    }

    /// The value, or what may stand for it.
    fn or_repair<T>(&self, value: Option<T>, wanted: &str, possible: T) -> Result<T, DecodeError> {
        match value {
            Some(value) => Ok(value),
            None if self.context.repair => Ok(possible),
            None => Err(DecodeError(format!("expected {wanted}"))),
        }
    }
}

impl<'de> Deserializer<'de> for Decoder<'_, '_> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Int(value) => visitor.visit_i128(value.wide()),
            Kind::Float(value) => visitor.visit_f64(*value),
            Kind::Text(text) | Kind::Timestamp(text) => visitor.visit_str(text),
            Kind::Bytes(bytes) => visitor.visit_bytes(bytes),
            Kind::List(items) | Kind::Set(items) => {
                visitor.visit_seq(Items { decoder: self, items: items.iter() })
            }
            Kind::Map(entries) => visitor.visit_map(Entries::new(self, entries)),
            Kind::Alias(_) | Kind::Broken if self.context.repair => visitor.visit_unit(),
            Kind::Alias(_) | Kind::Broken => Err(DecodeError("expected a value".to_owned())),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_bool(self.or_repair(lenient::boolean(self.kind()), "true or false", true)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_f64(self.or_repair(lenient::number(self.kind()), "a number", 1.0)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let number = lenient::whole(self.kind()).ok().and_then(|number| u64::try_from(number.wide()).ok());
        visitor.visit_u64(self.or_repair(number, "a whole number", 1)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_str(self.or_repair(lenient::text(self.kind()), "a text", "?")?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.node.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == Int::NAME {
            let number = lenient::whole(self.kind()).ok();
            return visitor.visit_i128(self.or_repair(number, "a whole number", Int::from(1))?.wide());
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.kind() {
            Kind::List(items) | Kind::Set(items) => {
                visitor.visit_seq(Items { decoder: self, items: items.iter() })
            }
            _ => visitor.visit_seq(self.or_repair(
                None,
                "a list",
                Items { decoder: self, items: [].iter() },
            )?),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let entries = match self.kind() {
            Kind::Map(entries) => entries.as_slice(),
            _ => self.or_repair(None, "a map", &[])?,
        };
        visitor.visit_map(Entries::new(self, entries))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let entries = match self.kind() {
            Kind::Map(entries) => entries.as_slice(),
            _ => self.or_repair(None, "a section", &[])?,
        };
        let fields = self.context.repair.then_some(fields);
        visitor.visit_map(Entries { fields, ..Entries::new(self, entries) })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let text = lenient::text(self.kind()).filter(|text| !self.context.repair || variants.contains(text));
        let first = variants.first().copied().unwrap_or_default();
        visitor.visit_enum(Variant(self.or_repair(text, "a name", first)?))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

struct Items<'a, 't> {
    decoder: Decoder<'a, 't>,
    items: std::slice::Iter<'a, NodeId>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        self.items.next().map(|item| seed.deserialize(self.decoder.at(Some(*item)))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'a, 't> {
    decoder: Decoder<'a, 't>,
    all: &'a [Entry<'t>],
    next: usize,
    value: Option<NodeId>,
    /// The fields of the section, when it is repaired: others are left out, and those that are missing are made up.
    fields: Option<&'static [&'static str]>,
    missing: usize,
}

impl<'a, 't> Entries<'a, 't> {
    fn new(decoder: Decoder<'a, 't>, entries: &'a [Entry<'t>]) -> Self {
        Self { decoder, all: entries, next: 0, value: None, fields: None, missing: 0 }
    }

    fn next_entry(&mut self) -> Option<&'a Entry<'t>> {
        loop {
            let entry = self.all.get(self.next)?;
            self.next += 1;
            let ignored = self.decoder.context.ignored.contains(&entry.value);
            let known =
                self.fields.is_none_or(|fields| entry.key.text().is_some_and(|key| fields.contains(&key)));
            if known && !ignored && !matches!(entry.key, Key::Refused) {
                return Some(entry);
            }
        }
    }

    fn next_missing(&mut self) -> Option<&'static str> {
        loop {
            let field = *self.fields?.get(self.missing)?;
            self.missing += 1;
            if !self.all.iter().any(|entry| entry.key.text() == Some(field)) {
                return Some(field);
            }
        }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        let Some(entry) = self.next_entry() else {
            self.value = None;
            return self
                .next_missing()
                .map(|field| seed.deserialize(StrDeserializer::new(field)))
                .transpose();
        };
        self.value = Some(entry.value);
        match &entry.key {
            Key::Text(text) => seed.deserialize(StrDeserializer::new(text)).map(Some),
            Key::Other(key) => seed.deserialize(KeyDecoder(&key.value)).map(Some),
            // Such an entry is never the next one.
            Key::Refused => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, DecodeError> {
        let value = self.value.take();
        seed.deserialize(self.decoder.at(value))
    }
}
