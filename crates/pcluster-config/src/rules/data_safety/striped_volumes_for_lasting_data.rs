//! Striped EBS volumes in a place for data that has to last.
//!
//! RAID 0 spreads every file over all volumes and is lost as a whole with any of them; and a snapshot of each volume,
//! taken at its own moment, cannot be put together again. One large `gp3` volume reaches 1,000 MiB/s by itself. Silent
//! for directories whose names promise nothing.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: home
//!     StorageType: Ebs
//!     MountDir: /home
//!     EbsSettings:
//!       DeletionPolicy: Retain
//!       Raid:
//!         Type: 0
//!         NumberOfVolumes: 4
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: home
//!     StorageType: Ebs
//!     MountDir: /home
//!     EbsSettings:
//!       DeletionPolicy: Retain
//!       Raid:
//!         Type: 1
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::StorageKind;
use crate::rules::{Check, Facts, Finding, RuleDef, Storage};

use super::is_lasting;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "striped-volumes-for-lasting-data",
    severity: Severity::Info,
    official: None,
    check: Check::SharedStorage(check),
};

fn check(storage: &Storage<'_>, _: &Facts<'_>) -> Option<Finding> {
    let StorageKind::Ebs(Some(ebs)) = storage.kind() else { return None };
    let raid = ebs.raid.as_ref()?;
    let dir = storage.mount_dir.as_str();
    (raid.raid_type.get() == 0 && is_lasting(dir)).then(|| {
        let place = storage.key("EbsSettings").key("Raid");
        let volumes = raid.number_of_volumes();
        Finding::new(format!("all of `{dir}` is lost with any one of its {volumes} volumes"))
            .at(storage.key("MountDir"), "")
            .and(place.key("Type"), "no copies")
            .decided_by(place.key("NumberOfVolumes"))
            .help("take RAID `Type: 1`, or one `gp3` volume with more `Throughput`")
    })
}
