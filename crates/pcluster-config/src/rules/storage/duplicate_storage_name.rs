//! Two items of `SharedStorage` with the same name.
//!
//! The name tells file systems and volumes apart in an update, and is a tag of what is made.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Efs
//!     MountDir: /home
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::storage::duplicates;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "duplicate-storage-name",
    severity: Severity::Error,
    official: Some("DuplicateNameValidator"),
    check: Check::ClusterEach(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let storages = cluster.shared_storage.as_deref().unwrap_or_default();
    let found = duplicates(storages.iter().map(|storage| Some(storage.name.as_str())));
    let place = |index| cluster.key("SharedStorage").index(index).key("Name");
    let findings = found.into_iter().map(|(first, again)| {
        let name = storages.get(again).map_or("", |storage| storage.name.as_str());
        Finding::new(format!("two items of `SharedStorage` have the name `{name}`"))
            .at(place(again), "the second one")
            .and(place(first), "the first one")
            .help("rename one of them")
    });
    findings.collect()
}
