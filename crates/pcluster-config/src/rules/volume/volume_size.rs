//! An EBS volume of a size that its type does not have.
//!
//! Every type of volume has its own smallest and greatest size: hard disks (`st1`, `sc1`) start at 500 GiB. A shared
//! volume without `Size` has 40 GiB, a root volume without one has the size of its image, 45 GiB for the official ones.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: archive
//!     StorageType: Ebs
//!     MountDir: /archive
//!     EbsSettings:
//!       VolumeType: st1
//!       Size: 250
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: archive
//!     StorageType: Ebs
//!     MountDir: /archive
//!     EbsSettings:
//!       VolumeType: sc1
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: archive
//!     StorageType: Ebs
//!     MountDir: /archive
//!     EbsSettings:
//!       VolumeType: st1
//!       Size: 500
//! ```

use crate::diagnostic::Severity;
use crate::rules::volume::with_type;
use crate::rules::{At, Check, Facts, Finding, RuleDef, VolumeView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "volume-size",
    severity: Severity::Error,
    official: Some("EbsVolumeTypeSizeValidator"),
    check: Check::Volume(check),
};

fn check(volume: &At<'_, VolumeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let sizes = volume.known_type()?.sizes();
    let size = volume.effective_size()?;
    if sizes.contains(&size) {
        return None;
    }
    let (name, least, most) = (volume.volume_type, sizes.start(), sizes.end());
    let finding = Finding::new(format!("a volume of type `{name}` cannot have {size} GiB"))
        .help(format!("choose a `Size` from {least} to {most} GiB, or another `VolumeType`"));
    let finding = if volume.size.is_some() {
        with_type(volume, finding.at(volume.key("Size"), format!("this must be from {least} to {most}")))
    } else {
        finding
            .at(volume.key("VolumeType"), format!("without `Size`, a volume here has {size} GiB"))
            .decided_by(volume.key("Size"))
    };
    Some(finding)
}
