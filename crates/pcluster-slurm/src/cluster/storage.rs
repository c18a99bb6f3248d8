//! Directories that all nodes see.

use pcluster_config::model::cluster::{ClusterConfig, StorageType};

/// A directory that all nodes see.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedDir {
    /// Its absolute path, without a slash at its end.
    pub dir: String,
    /// What serves it.
    pub kind: SharedKind,
}

/// What serves a shared directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SharedKind {
    /// An item of `SharedStorage`.
    Storage(StorageType),
    /// The home directories, which the head node (or EFS) serves where `SharedStorage` does not mount `/home`.
    Home,
}

pub(super) fn shared(config: &ClusterConfig) -> Vec<SharedDir> {
    let mut shared: Vec<SharedDir> = config
        .shared_storage
        .iter()
        .flatten()
        .map(|storage| SharedDir {
            // The official tool puts the slash in front that may be left out.
            dir: format!("/{}", storage.mount_dir.as_str().trim_matches('/')),
            kind: SharedKind::Storage(storage.storage_type),
        })
        .collect();
    if shared.iter().all(|shared| shared.dir != "/home") {
        shared.push(SharedDir { dir: "/home".to_owned(), kind: SharedKind::Home });
    }
    shared
}
