//! An Amazon File Cache as the home directory.
//!
//! A cache holds copies of what lies elsewhere, and may drop them; the official tool refuses to keep homes there.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: cache
//!     StorageType: FileCache
//!     MountDir: /home
//!     FileCacheSettings:
//!       FileCacheId: fc-0123456789abcdef0
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: cache
//!     StorageType: FileCache
//!     MountDir: /cache
//!     FileCacheSettings:
//!       FileCacheId: fc-0123456789abcdef0
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::StorageType;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "file-cache-at-home",
    severity: Severity::Error,
    official: Some("SharedFileCacheNotHomeValidator"),
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let is_home = matches!(storage.mount_dir.as_str(), "/home" | "home");
    (is_home && storage.storage_type == StorageType::FileCache).then(|| {
        Finding::new("a file cache cannot hold the home directories")
            .at(storage.key("MountDir"), "")
            .and(storage.key("StorageType"), "this is a cache")
            .help("mount the cache elsewhere, and EFS, FSx or EBS at `/home`")
    })
}
