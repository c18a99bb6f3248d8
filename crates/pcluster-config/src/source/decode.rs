//! Tree to model.
//!
//! Scalars are taken as leniently as the official schema takes them; a tree that was checked before can be
//! decoded without an error.

use std::collections::HashSet;
use std::fmt;

use serde::de::value::{StrDeserializer, UnitDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::scalar::Value;

use super::lenient;
use super::tree::{Entry, Key, Kind, NodeId, Tree};

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

/// A node to be decoded.
#[derive(Clone, Copy)]
pub(crate) struct Decoder<'a, 't> {
    pub(crate) tree: &'a Tree<'t>,
    pub(crate) node: NodeId,
    /// Values that the official tool overlooks.
    pub(crate) ignored: &'a HashSet<NodeId>,
}

impl<'a, 't> Decoder<'a, 't> {
    fn at(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    fn kind(&self) -> &'a Kind<'t> {
        self.tree.kind(self.node)
    }

    fn wrong<T>(&self, wanted: &str) -> Result<T, DecodeError> {
        Err(DecodeError(format!("expected {wanted}")))
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
            Kind::List(items) | Kind::Set(items) => visitor.visit_seq(Items { decoder: self, items: items.iter() }),
            Kind::Map(entries) => visitor.visit_map(Entries { decoder: self, entries: entries.iter(), value: None }),
            Kind::Alias(_) | Kind::Broken => self.wrong("a value"),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match lenient::boolean(self.kind()) {
            Some(value) => visitor.visit_bool(value),
            None => self.wrong("true or false"),
        }
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match lenient::whole(self.kind()) {
            Ok(value) => visitor.visit_i128(value.wide()),
            Err(_) => self.wrong("a whole number"),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match lenient::number(self.kind()) {
            Some(value) => visitor.visit_f64(value),
            None => self.wrong("a number"),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match lenient::text(self.kind()) {
            Some(text) => visitor.visit_str(text),
            None => self.wrong("a text"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match lenient::text(self.kind()) {
            Some(text) => visitor.visit_enum(Variant(text)),
            None => self.wrong("a text"),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

struct Items<'a, 't> {
    decoder: Decoder<'a, 't>,
    items: std::slice::Iter<'a, NodeId>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        self.items.next().map(|item| seed.deserialize(self.decoder.at(*item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'a, 't> {
    decoder: Decoder<'a, 't>,
    entries: std::slice::Iter<'a, Entry<'t>>,
    value: Option<NodeId>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        let Some(entry) = self.entries.find(|entry| !self.decoder.ignored.contains(&entry.value)) else {
            return Ok(None);
        };
        self.value = Some(entry.value);
        match &entry.key {
            Key::Text(text) => seed.deserialize(StrDeserializer::new(text)).map(Some),
            Key::Other(key) => seed.deserialize(KeyDecoder(&key.value)).map(Some),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, DecodeError> {
        match self.value.take() {
            Some(value) => seed.deserialize(self.decoder.at(value)),
            None => seed.deserialize(UnitDeserializer::new()),
        }
    }
}

/// A key that is no text.
struct KeyDecoder<'a>(&'a Value);

impl<'de> Deserializer<'de> for KeyDecoder<'_> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Int(value) => visitor.visit_i128(value.wide()),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::Bytes(bytes) => visitor.visit_bytes(bytes),
            Value::String(text) => visitor.visit_str(text),
            _ => visitor.visit_unit(),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Variant<'a>(&'a str);

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = DecodeError;
    type Variant = Unit;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Unit), DecodeError> {
        let deserializer: StrDeserializer<'_, DecodeError> = self.0.into_deserializer();
        Ok((seed.deserialize(deserializer)?, Unit))
    }
}

/// A variant without content.
struct Unit;

impl<'de> de::VariantAccess<'de> for Unit {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, DecodeError> {
        Err(de::Error::custom("expected a name without content"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, DecodeError> {
        Err(de::Error::custom("expected a name without content"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, DecodeError> {
        Err(de::Error::custom("expected a name without content"))
    }
}
