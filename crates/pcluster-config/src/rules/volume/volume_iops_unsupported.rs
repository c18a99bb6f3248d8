//! `Iops` for a type of EBS volume that leaves no choice.
//!
//! The speed of `gp2`, `st1`, `sc1` and `standard` volumes follows from their size.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       VolumeType: gp2
//!       Iops: 6000
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: data
//!     StorageType: Ebs
//!     MountDir: /data
//!     EbsSettings:
//!       VolumeType: gp3
//!       Iops: 6000
//! ```

use crate::diagnostic::Severity;
use crate::rules::volume::with_type;
use crate::rules::{At, Check, Facts, Finding, RuleDef, VolumeView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "volume-iops-unsupported",
    severity: Severity::Error,
    official: Some("EbsVolumeIopsValidator"),
    check: Check::Volume(check),
};

fn check(volume: &At<'_, VolumeView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    volume.iops.filter(|iops| *iops != 0)?;
    if volume.known_type().is_some_and(|kind| kind.iops_range().is_some()) {
        return None;
    }
    let finding =
        Finding::new(format!("the IOPS of a volume of type `{}` cannot be chosen", volume.volume_type))
            .at(volume.key("Iops"), "this is for `gp3`, `io1` and `io2`")
            .help("choose `VolumeType: gp3`, or remove `Iops`");
    Some(with_type(volume, finding))
}
