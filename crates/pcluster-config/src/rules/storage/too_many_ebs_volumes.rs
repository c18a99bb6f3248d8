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
        let place = cluster.key("SharedStorage").index(index);
        if settings.is_some_and(|settings| settings.raid.is_some()) {
            raids.push(place.key("EbsSettings").key("Raid"));
        } else {
            volumes.push(place.key("StorageType"));
        }
    }
    let of_volumes = Finding::new(format!("there are {} shared EBS volumes", volumes.len()))
        .help("use one larger volume with directories in it, or EFS or FSx");
    let of_raids = Finding::new(format!("there are {} RAIDs", raids.len()))
        .help("make single volumes of the others, or one larger RAID");
    let findings = [too_many(&volumes, MOST_VOLUMES, of_volumes), too_many(&raids, MOST_RAIDS, of_raids)];
    findings.into_iter().flatten().collect()
}
