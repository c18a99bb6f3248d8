//! More shared EBS volumes than a cluster can have.
//!
//! The head node takes five single volumes and one RAID.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fast
//!     StorageType: Ebs
//!     MountDir: /fast
//!     EbsSettings:
//!       Raid: { Type: 0 }
//!   - Name: safe
//!     StorageType: Ebs
//!     MountDir: /safe
//!     EbsSettings:
//!       Raid: { Type: 1 }
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - { Name: v1, StorageType: Ebs, MountDir: /v1 }
//!   - { Name: v2, StorageType: Ebs, MountDir: /v2 }
//!   - { Name: v3, StorageType: Ebs, MountDir: /v3 }
//!   - { Name: v4, StorageType: Ebs, MountDir: /v4 }
//!   - { Name: v5, StorageType: Ebs, MountDir: /v5 }
//!   - { Name: v6, StorageType: Ebs, MountDir: /v6 }
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fast
//!     StorageType: Ebs
//!     MountDir: /fast
//!     EbsSettings:
//!       Raid: { Type: 0 }
//!   - Name: software
//!     StorageType: Ebs
//!     MountDir: /software
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, StorageKind};
use crate::rules::storage::too_many;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-ebs-volumes",
    severity: Severity::Error,
    official: Some("NumberOfStorageValidator"),
    check: Check::ClusterEach(check),
};

/// Volumes that are no RAID.
const MOST_VOLUMES: usize = 5;
const MOST_RAIDS: usize = 1;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let (mut volumes, mut raids) = (Vec::new(), Vec::new());
    for (index, storage) in cluster.shared_storage.iter().flatten().enumerate() {
        let StorageKind::Ebs(settings) = storage.kind() else { continue };
        let is_raid = settings.is_some_and(|settings| settings.raid.is_some());
        if is_raid { raids.push(index) } else { volumes.push(index) }
    }
    let place = |index: usize| cluster.key("SharedStorage").index(index);
    let of_volumes = too_many(
        &volumes,
        MOST_VOLUMES,
        |index| place(index).key("StorageType"),
        |count| {
            Finding::new(format!("a cluster has at most {MOST_VOLUMES} shared EBS volumes, not {count}"))
                .help("use one larger volume with directories in it, or EFS or FSx")
        },
    );
    let of_raids = too_many(
        &raids,
        MOST_RAIDS,
        |index| place(index).key("EbsSettings").key("Raid"),
        |count| {
            Finding::new(format!("a cluster has at most {MOST_RAIDS} RAID, not {count}"))
                .help("make single volumes of the others, or one larger RAID")
        },
    );
    of_volumes.into_iter().chain(of_raids).collect()
}
