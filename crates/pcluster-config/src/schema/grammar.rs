//! What a document is held against.

use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::source::OtherRelease;

use super::custom::DocumentSchema;
use super::key::places_of;
use super::releases::{Lifetime, lifetime, other_release_with};
use super::shape::{Section, shape};

/// What a document is held against.
#[derive(Clone, Copy)]
pub(crate) enum Grammar<'s> {
    /// What a release accepts.
    Config(ConfigKind, Release),
    /// What a model of somebody else's accepts.
    Custom(&'s DocumentSchema),
}

impl<'s> Grammar<'s> {
    /// The shape of the whole document.
    pub(crate) fn shape(self) -> &'s Section {
        match self {
            Self::Config(kind, release) => shape(kind, release),
            Self::Custom(schema) => schema.shape(),
        }
    }

    /// What the document is called, with its article.
    pub(crate) fn name(self) -> &'s str {
        match self {
            Self::Config(ConfigKind::Cluster, _) => "a cluster configuration",
            Self::Config(ConfigKind::Image, _) => "an image configuration",
            Self::Custom(schema) => schema.name(),
        }
    }

    /// What stands in the document, for somebody who has none of it.
    pub(crate) fn content(self) -> String {
        match self {
            Self::Config(..) => {
                "a cluster configuration has the sections Image, HeadNode and Scheduling".to_owned()
            }
            Self::Custom(schema) => format!("{} has keys such as {}", schema.name(), schema.some_keys()),
        }
    }

    /// Where all keys can be looked up.
    pub(crate) fn where_keys_are_listed(self, section: &str) -> String {
        match self {
            Self::Config(kind, _) if section.is_empty() => {
                format!("`pclusterctl schema --kind {kind} --paths` lists the keys")
            }
            Self::Config(..) => format!("`pclusterctl explain {section}` lists its keys"),
            Self::Custom(schema) => schema.reference().to_owned(),
        }
    }

    /// The release it is for, where there are several.
    pub(crate) fn release(self) -> Option<Release> {
        match self {
            Self::Config(_, release) => Some(release),
            Self::Custom(_) => None,
        }
    }

    /// The releases that know a key.
    pub(crate) fn lifetime(self, path: &str) -> Option<Lifetime> {
        match self {
            Self::Config(kind, _) => lifetime(kind, path),
            Self::Custom(_) => None,
        }
    }

    /// Another release that accepts a text for a key.
    pub(crate) fn other_release_with(self, path: &str, text: &str) -> Option<OtherRelease> {
        match self {
            Self::Config(kind, release) => other_release_with(kind, path, text, release),
            Self::Custom(_) => None,
        }
    }

    /// The sections that have a key of a name, the top level as an empty path.
    pub(crate) fn places_of(self, name: &str) -> &'s [String] {
        match self {
            Self::Config(kind, release) => places_of(kind, release, name),
            Self::Custom(schema) => schema.places_of(name),
        }
    }
}
