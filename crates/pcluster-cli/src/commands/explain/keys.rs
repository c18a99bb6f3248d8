//! The keys of configurations and of jobs.

use pcluster_config::ConfigKind;
use pcluster_config::facts::Release;
use pcluster_config::render::{document_key_page, key_page};
use pcluster_config::schema::{self, DocumentKey, KeyInfo};
use pcluster_slurm::spec;

use crate::args::SchemaKind;

/// A key, and the kind of file that has it.
pub(super) enum Key {
    /// Of a configuration.
    Configuration(ConfigKind, Box<KeyInfo>),
    /// Of a job.
    Job(Box<DocumentKey>),
}

impl Key {
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Configuration(_, key) => &key.path,
            Self::Job(key) => &key.path,
        }
    }

    pub(super) fn is_at(&self, path: &str) -> bool {
        match self {
            Self::Configuration(_, key) => key.is_at(path),
            Self::Job(key) => key.is_at(path),
        }
    }

    /// The kind of file, in a word.
    pub(super) fn kind(&self) -> String {
        match self {
            Self::Configuration(kind, _) => kind.to_string(),
            Self::Job(_) => "job".to_owned(),
        }
    }

    /// What is known about it.
    pub(super) fn page(&self, release: Release, width: usize) -> String {
        match self {
            Self::Configuration(kind, key) => key_page(key, *kind, release, width),
            Self::Job(key) => document_key_page(key, "job (`*.job.yaml`)", width),
        }
    }
}

/// The keys that a topic means.
pub(super) fn search(topic: &str, kind: Option<SchemaKind>, release: Release) -> Vec<Key> {
    let configurations = configurations(kind).into_iter().flat_map(|kind| {
        let keys = schema::search(kind, release, topic).into_iter();
        keys.map(move |key| Key::Configuration(kind, Box::new(key)))
    });
    let mut found: Vec<Key> = configurations.collect();
    if has_jobs(kind) {
        // `Name` is a key of a configuration, `name` that of a job.
        let last = topic.rsplit('.').next().unwrap_or_default();
        let meant = |key: &DocumentKey| kind == Some(SchemaKind::Job) || key.path.ends_with(last);
        found.extend(spec::search_keys(topic).into_iter().filter(meant).map(|key| Key::Job(Box::new(key))));
    }
    found
}

/// The paths that are most like a topic that means no key.
pub(super) fn similar(topic: &str, kind: Option<SchemaKind>, release: Release) -> Vec<String> {
    let configurations = configurations(kind).into_iter();
    let mut near: Vec<String> =
        configurations.flat_map(|kind| schema::similar(kind, release, topic)).collect();
    if has_jobs(kind) {
        near.extend(spec::similar_keys(topic));
    }
    near
}

fn configurations(kind: Option<SchemaKind>) -> Vec<ConfigKind> {
    match kind {
        None => vec![ConfigKind::Cluster, ConfigKind::Image],
        Some(SchemaKind::Cluster) => vec![ConfigKind::Cluster],
        Some(SchemaKind::Image) => vec![ConfigKind::Image],
        Some(SchemaKind::Job) => Vec::new(),
    }
}

fn has_jobs(kind: Option<SchemaKind>) -> bool {
    matches!(kind, None | Some(SchemaKind::Job))
}
